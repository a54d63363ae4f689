import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { FileHandles } from '../../../src/main/shell/file-handles.ts'
import { handoverSchema, namedExperiments, OpenedFiles } from '../../../src/main/shell/opened-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('namedExperiments', () => {
  it('takes the experiments among the arguments, relative ones from the folder of the start', () => {
    const argv = ['/app', '--workspace', '/w.manifold', 'run.manifold', '/elsewhere/a b/Other.MANIFOLD', '--force-dark-mode']
    expect(namedExperiments(argv, '/home/me')).toEqual(['/home/me/run.manifold', '/elsewhere/a b/Other.MANIFOLD'])
  })

  it('takes nothing else: not the program, no switch, no other file', () => {
    expect(namedExperiments(['/odd.manifold', '--log=x.manifold', 'picture.png', 'train'], '/')).toEqual([])
  })
})

describe('OpenedFiles', () => {
  const folder = temporaryFolder('opened files')
  const path = join(folder, 'run.manifold')
  writeFileSync(path, 'four')

  it('keeps files until the user has answered, and announces them', () => {
    const announce = vi.fn()
    const handles = new FileHandles()
    const opened = new OpenedFiles(handles, announce)
    opened.add([])
    expect(announce).not.toHaveBeenCalled()
    opened.add([path])
    opened.add([join(folder, 'gone.manifold')])
    expect(announce).toHaveBeenCalledTimes(2)
    const files = opened.list()
    expect(files).toMatchObject([
      { fileName: 'run.manifold', size: 4 },
      { fileName: 'gone.manifold', size: 0 },
    ])
    expect(handles.path(files[0]?.handle ?? '')).toBe(path)
    opened.settle([files[0]?.handle ?? ''])
    expect(opened.list()).toEqual(files.slice(1))
  })
})

describe('what a second start hands over', () => {
  it.each([[undefined], [{}], [{ files: 'x' }], [{ files: [1] }], [{ files: Array(21).fill('x') }]])('is refused if it is %j', (handed) => {
    expect(handoverSchema.safeParse(handed).success).toBe(false)
  })
})
