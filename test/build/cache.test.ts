import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Cache, cacheFolder } from '../../build/setup/cache.mjs'
import { isPlaced, place, stamp } from '../../build/setup/placement.mjs'
import { temporaryFolder } from './support/folder.ts'

async function cacheWithEntry() {
  const cache = new Cache(temporaryFolder())
  await cache.prepare()
  const entry = await cache.make('tool-1', (files) => {
    mkdirSync(join(files, 'lib', 'inner'), { recursive: true })
    writeFileSync(join(files, 'lib', 'a.so.2'), 'library', { mode: 0o755 })
    writeFileSync(join(files, 'lib', 'inner', 'b'), 'more')
    symlinkSync('a.so.2', join(files, 'lib', 'a.so'))
    writeFileSync(join(files, 'header.h'), 'header')
    return Promise.resolve()
  })
  return { cache, entry }
}

describe('Cache', () => {
  it('finds what was made, whole', async () => {
    const { cache } = await cacheWithEntry()
    const files = Object.keys((await cache.find('tool-1'))?.manifest ?? {}).toSorted()
    expect(files).toEqual(['header.h', 'lib/a.so', 'lib/a.so.2', 'lib/inner/b'])
    expect(await cache.find('tool-2')).toBeNull()
  })

  it.each([
    ['cut short', (file: string) => writeFileSync(file, 'lib')],
    ['removed', (file: string) => rmSync(file)],
    ['changed in place', (file: string) => utimesSync(file, new Date(0), new Date(0))],
  ])('does not find an entry of which a file was %s', async (_how, damage) => {
    const { cache, entry } = await cacheWithEntry()
    damage(join(entry.files, 'lib', 'a.so.2'))
    expect(await cache.find('tool-1')).toBeNull()
  })

  it('leaves no entry when making it fails', async () => {
    const cache = new Cache(temporaryFolder())
    await cache.prepare()
    const failing = cache.make('tool-1', (files) => {
      writeFileSync(join(files, 'half'), 'half')
      return Promise.reject(new Error('killed'))
    })
    await expect(failing).rejects.toThrow('killed')
    expect(await cache.find('tool-1')).toBeNull()
    await cache.prepare()
    expect(existsSync(join(cache.temporary, 'tool-1'))).toBe(false)
  })

  it('lies where the platform keeps caches', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/manifold-workbench')
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux')).toBe(join(homedir(), '.cache/manifold-workbench'))
    expect(cacheFolder({}, 'darwin')).toBe(join(homedir(), 'Library/Caches/manifold-workbench'))
    expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe('/l/manifold-workbench/Cache')
    expect(cacheFolder({ MANIFOLD_WORKBENCH_CACHE: '/mine', XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/mine')
  })
})

describe('place', () => {
  it('puts a part of an entry in a folder, in place of what was there', async () => {
    const { entry } = await cacheWithEntry()
    const target = join(temporaryFolder(), 'target')
    mkdirSync(target)
    writeFileSync(join(target, 'old'), '')
    await place(entry, 'lib', target)
    expect(readFileSync(join(target, 'a.so'), 'utf8')).toBe('library')
    expect(readFileSync(join(target, 'inner', 'b'), 'utf8')).toBe('more')
    expect(statSync(join(target, 'a.so.2')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(target, 'old'))).toBe(false)
    expect(existsSync(join(target, 'header.h'))).toBe(false)
    expect([`${target}.new`, `${target}.old`].filter((folder) => existsSync(folder))).toEqual([])
  })

  it('repairs what a kill between its two renames leaves', async () => {
    const { entry } = await cacheWithEntry()
    const folder = temporaryFolder()
    const target = join(folder, 'target')
    for (const left of [`${target}.new`, `${target}.old`]) {
      mkdirSync(left)
      writeFileSync(join(left, 'half'), '')
    }
    await place(entry, 'lib', target)
    expect(existsSync(join(target, 'half'))).toBe(false)
    expect(existsSync(`${target}.old`)).toBe(false)
  })
})

describe('a stamp', () => {
  it('holds for its key and for the files as they were', async () => {
    const { entry } = await cacheWithEntry()
    const folder = temporaryFolder()
    const target = join(folder, 'target')
    const stampFile = join(folder, 'stamps', 'tool.json')
    await place(entry, '', target)
    expect(await isPlaced(stampFile, 'tool-1', target)).toBe(false)
    await stamp(stampFile, 'tool-1', target)
    expect(await isPlaced(stampFile, 'tool-1', target)).toBe(true)
    expect(await isPlaced(stampFile, 'tool-2', target)).toBe(false)
    rmSync(join(target, 'header.h'))
    expect(await isPlaced(stampFile, 'tool-1', target)).toBe(false)
  })

  it('does not hold when it is damaged', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'stamp.json'), '{"key":"tool-')
    expect(await isPlaced(join(folder, 'stamp.json'), 'tool-1', folder)).toBe(false)
    appendFileSync(join(folder, 'stamp.json'), '1","manifest":{}}')
    expect(await isPlaced(join(folder, 'stamp.json'), 'tool-1', folder)).toBe(true)
  })
})
