import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/shared/errors.ts'
import { readIdxFile } from '../../../src/main/datasets/idx-file.ts'
import { idxBytes } from '../../support/idx-files.ts'
import { asOrdinaryUser } from '../../support/ordinary-user.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('idx files')
let number = 0

function write(bytes: Uint8Array): string {
  const path = join(folder, `${number++} ü.idx`)
  writeFileSync(path, bytes)
  return path
}

function ascending(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7) % 256)
}

const images = idxBytes([6, 4, 5], ascending(120))
const labels = idxBytes([6], Uint8Array.of(0, 1, 2, 3, 9, 255))

function header(...sizes: number[]): Buffer {
  return idxBytes(sizes, new Uint8Array())
}

/** It names the file, says what is wrong, then what to do. */
function refused(path: string, text: string, code: ErrorCode = 'invalid-dataset'): Error {
  return refusal(code, new RegExp(`^“${path}” .*${text}.*\\. [A-Z].*\\.$`))
}

/** One with half a header, an empty one, one with the rest. */
function inMembers(bytes: Buffer): Buffer {
  return Buffer.concat([gzipSync(bytes.subarray(0, 7)), gzipSync(''), gzipSync(bytes.subarray(7))])
}

describe('an IDX file', () => {
  it.each([
    ['plain', (bytes: Buffer) => bytes],
    ['gzip', (bytes: Buffer) => gzipSync(bytes)],
    ['gzip without compression', (bytes: Buffer) => gzipSync(bytes, { level: 0 })],
    ['gzip in several members', inMembers],
    ['gzip with a file name in it', (bytes: Buffer) => execFileSync('gzip', ['-c', write(bytes)])],
  ])('is read, %s', (_, encode) => {
    const path = write(encode(images))
    const file = readIdxFile(path, 'images')
    expect(file.header).toEqual({ count: 6, height: 4, width: 5 })
    expect(Buffer.from(file.values).equals(ascending(120))).toBe(true)
    expect(Buffer.from(file.bytes).equals(images)).toBe(true)
    expect([...readIdxFile(write(encode(labels)), 'labels').values]).toEqual([0, 1, 2, 3, 9, 255])
  })

  it.each([[1, 1], [4, 4], [28, 28], [128, 128], [1, 128]])('may have images of %i × %i', (height, width) => {
    const path = write(gzipSync(idxBytes([3, height, width], new Uint8Array(3 * height * width))))
    expect(readIdxFile(path, 'images').header).toEqual({ count: 3, height, width })
  })

  const wrong: [what: string, bytes: Uint8Array, text: string][] = [
    ['nothing', Buffer.alloc(0), 'is empty'],
    ['three bytes', Buffer.of(0, 0, 8), 'too short'],
    ['a header without its end', header(6, 4, 5).subarray(0, 12), 'within its header'],
    ['a header without data', header(6, 4, 5), 'truncated.*6 images of 5 × 4, 136 bytes'],
    ['too little', images.subarray(0, -1), 'truncated'],
    ['too much', Buffer.concat([images, Buffer.of(0)]), 'longer than its header says'],
    ['no images', header(0, 4, 5), 'holds no images'],
    ['images without pixels', header(6, 0, 5), '5 × 0 pixels'],
    ['images that are too large', header(1, 129, 5), '5 × 129 pixels'],
    ['labels', labels, 'holds labels, not images'],
    ['colours', header(6, 4, 5, 3), 'has 4 dimensions'],
    ['floating-point numbers', Buffer.of(0, 0, 0x0d, 3, 0, 0, 0, 1), '0x00000d03'],
    ['something else', Buffer.from('\x89PNG\r\n\x1a\n and so on'), 'not an IDX file'],
    ['gigabytes, in its header only', header(2 ** 32 - 1, 128, 128), 'announces 70,368,744,161,296 bytes'],
    ['a gigabyte, in its header only', header(65_535, 128, 128), 'truncated'],
  ]

  it.each(wrong)('is refused when it holds %s', (_, bytes, text) => {
    const path = write(bytes)
    expect(() => readIdxFile(path, 'images')).toThrow(refused(path, text))
    if (bytes.length === 0) return
    const compressed = write(gzipSync(bytes))
    expect(() => readIdxFile(compressed, 'images')).toThrow(refused(compressed, text))
  })

  it('is refused when it holds images instead of labels', () => {
    const path = write(images)
    expect(() => readIdxFile(path, 'labels')).toThrow(refused(path, 'holds images, not labels'))
  })

  const whole = gzipSync(images)
  const damaged = Buffer.from(whole)
  damaged.writeUInt8(damaged.readUInt8(whole.length - 6) ^ 1, whole.length - 6)
  it.each([
    ['cut short', whole.subarray(0, -9), 'truncated'],
    ['cut within the gzip header', whole.subarray(0, 9), 'too short'],
    ['of another checksum', damaged, 'damaged'],
    ['followed by something else', Buffer.concat([whole, Buffer.from('something else')]), 'damaged|longer'],
    ['followed by more of it', Buffer.concat([whole, gzipSync('more')]), 'longer than its header says'],
    ['of an unknown method', Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]), 'damaged'],
  ])('is refused when it is gzip %s', (_, bytes, text) => {
    const path = write(bytes)
    expect(() => readIdxFile(path, 'images')).toThrow(refused(path, text))
  })

  it('is not inflated beyond what its header announces', () => {
    // 200 MB of zeros in 200 kB.
    const path = write(gzipSync(Buffer.concat([header(6, 4, 5), Buffer.alloc(200e6)])))
    const before = process.memoryUsage().rss
    expect(() => readIdxFile(path, 'images')).toThrow(refused(path, 'longer than its header says'))
    expect(process.memoryUsage().rss - before).toBeLessThan(50e6)
  })

  it('takes no memory for a gigabyte that cannot be in it', () => {
    const plain = write(Buffer.concat([header(65_535, 128, 128), Buffer.alloc(1000)]))
    const compressed = write(gzipSync(Buffer.concat([header(65_535, 128, 128), Buffer.alloc(1000)])))
    const before = process.memoryUsage().arrayBuffers
    expect(() => readIdxFile(plain, 'images')).toThrow(refused(plain, 'truncated'))
    expect(() => readIdxFile(compressed, 'images')).toThrow(refused(compressed, 'truncated'))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10e6)
  })

  it('is refused where it is not a file', () => {
    const directory = join(folder, 'directory')
    mkdirSync(directory)
    expect(() => readIdxFile(directory, 'images')).toThrow(refused(directory, 'is a folder'))
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(() => readIdxFile(pipe, 'images')).toThrow(refused(pipe, 'is not a file'))
    expect(() => readIdxFile('/dev/zero', 'images')).toThrow(refused('/dev/zero', 'is not a file'))
    const missing = join(folder, 'missing')
    expect(() => readIdxFile(missing, 'images')).toThrow(refused(missing, 'does not exist', 'not-found'))
    const below = join(write(images), 'below')
    expect(() => readIdxFile(below, 'images')).toThrow(refused(below, 'below something', 'usage'))
  })

  it('is refused where it may not be read', () => {
    const path = write(images)
    chmodSync(folder, 0o755)
    chmodSync(path, 0o000)
    const read = () => asOrdinaryUser(() => readIdxFile(path, 'images'))
    expect(read).toThrow(refused(path, 'may not be accessed', 'permission-denied'))
  })
})
