import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { registerDroppedFiles } from '../../../src/main/shell/dropped-files.ts'
import { FileHandles } from '../../../src/main/shell/file-handles.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('dropped files')

type Listener = (event: unknown, paths: unknown) => { handle: string; fileName: string; size: number }[]

function register(trusted: boolean): { drop: (paths: unknown) => ReturnType<Listener>; files: FileHandles } {
  let drop: Listener = () => []
  const files = new FileHandles()
  registerDroppedFiles({ handle: (_: string, listener: unknown) => void (drop = listener as Listener) }, () => trusted, files)
  return { drop: (paths) => drop({}, paths), files }
}

it('hands over files, and leaves out folders and what cannot be looked at', () => {
  const [file, directory, loop] = ['images.gz', 'folder', 'loop'].map((name) => join(folder, name))
  if (file === undefined || directory === undefined || loop === undefined) throw new Error('There is no path.')
  writeFileSync(file, 'bytes')
  mkdirSync(directory)
  symlinkSync(loop, loop)
  const { drop, files } = register(true)
  const [dropped, ...others] = drop([directory, loop, join(folder, 'gone'), file])
  expect(dropped).toMatchObject({ fileName: 'images.gz', size: 5 })
  expect(files.path(dropped?.handle ?? '')).toBe(file)
  expect(others).toEqual([])
})

it('takes nothing from anywhere else, and nothing but paths', () => {
  expect(register(false).drop([join(folder, 'images.gz')])).toEqual([])
  expect(register(true).drop([1])).toEqual([])
  expect(register(true).drop('x')).toEqual([])
})
