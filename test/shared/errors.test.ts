import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deserializeError, serializeError, toWorkbenchError, WorkbenchError } from '../../src/shared/errors.ts'

describe('errors', () => {
  it('keep their kind and message across a thread or process', () => {
    const sent = structuredClone(serializeError(new WorkbenchError('busy', 'Another run trains. Wait for it.')))
    const received = deserializeError(sent)
    expect(received).toBeInstanceOf(WorkbenchError)
    expect(received).toMatchObject({ code: 'busy', message: 'Another run trains. Wait for it.' })
  })

  it('of the file system name the path and the remedy', () => {
    const thrown = (() => {
      try {
        readFileSync('no/such/file')
      } catch (error) {
        return error
      }
      return undefined
    })()
    expect(toWorkbenchError(thrown)).toMatchObject({
      code: 'not-found',
      message: '“no/such/file” does not exist. Check the path.',
    })
  })

  it('that nobody foresaw stay readable', () => {
    expect(serializeError('out of luck')).toMatchObject({ code: 'internal', message: 'out of luck' })
  })
})
