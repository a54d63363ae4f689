import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { requireSpace } from '../../build/setup/disk-space.mjs'
import { temporaryFolder } from './support/folder.ts'

describe('requireSpace', () => {
  it('asks the disk that a folder still to be made will lie on', async () => {
    const folder = join(temporaryFolder(), 'not', 'there', 'yet')
    await expect(requireSpace(folder, 1)).resolves.toBeUndefined()
    const complaint = /^too little room: set-up needs 1000000000\.0 GB for .*, and its disk has \d+\.\d GB left$/
    await expect(requireSpace(folder, 1e18)).rejects.toThrow(complaint)
  })
})
