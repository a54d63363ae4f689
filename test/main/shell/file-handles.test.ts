import { describe, expect, it } from 'vitest'
import { FileHandles } from '../../../src/main/shell/file-handles.ts'

describe('file handles', () => {
  it('stand for their path and tell nothing of it', () => {
    const files = new FileHandles()
    const handle = files.add('/home/someone/digits.gz')
    expect(handle).toMatch(/^[0-9a-f-]{36}$/)
    expect(files.path(handle)).toBe('/home/someone/digits.gz')
    expect(files.add('/home/someone/digits.gz')).not.toBe(handle)
  })

  it('cannot be made up', () => {
    expect(() => new FileHandles().path('f47ac10b-58cc-4372-a567-0e02b2c3d479')).toThrow('Choose it again')
  })
})
