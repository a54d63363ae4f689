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

  it.each([
    ['ELOOP', 'not-found', 'leads through links that lead in a circle'],
    ['ENAMETOOLONG', 'usage', 'is too long a name'],
    ['ENOTDIR', 'usage', 'lies below something that is not a folder'],
    ['EISDIR', 'usage', 'is a folder'],
    ['ENOTEMPTY', 'usage', 'is a folder that is not empty'],
    ['EROFS', 'permission-denied', 'is on a read-only file system'],
    ['EXDEV', 'usage', 'lies on another file system than its folder'],
    ['ETXTBSY', 'busy', 'is in use'],
    ['EBUSY', 'busy', 'is in use'],
    ['EMFILE', 'busy', 'could not be opened: too many files are open'],
    ['ENFILE', 'busy', 'could not be opened: too many files are open'],
    ['EDQUOT', 'disk-full', 'could not be written: the disk quota is used up'],
    ['EFBIG', 'disk-full', 'could not be written: its file system, or a limit, allows no file as large'],
    ['EIO', 'internal', 'could not be read or written: the disk reports an error'],
    ['EINVAL', 'usage', 'cannot be used here'],
    ['ENOTSUP', 'usage', 'is on a file system that cannot do this'],
    ['ESTALE', 'not-found', 'is on a device that is not there any more'],
    // One without a sentence of its own, with the words that the system has for it.
    ['EPROTO', 'internal', 'could not be read or written (protocol error, EPROTO)'],
  ])('%s is a sentence about the file', (code, kind, sentence) => {
    const message = `${code}: protocol error, open '/there/.figure.gif.0a1b2c3d-1-2-deadbeef.partial'`
    const error = toWorkbenchError(Object.assign(new Error(message), { code, syscall: 'open', path: '/there/figure.gif' }))
    expect(error.code).toBe(kind)
    expect(error.message.startsWith(`“/there/figure.gif” ${sentence}. `)).toBe(true)
    expect(error.message).toMatch(/\.$/)
    expect(error.message).not.toContain('.partial')
  })

  it('that nobody foresaw stay readable', () => {
    expect(serializeError('out of luck')).toMatchObject({ code: 'internal', message: 'out of luck' })
  })
})
