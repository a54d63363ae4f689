import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src/main/cli/command-line.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { makeWorkspace } from '../export/experiment-workspace.ts'

/*
 * 2 is a command line that no state of the workspace or the disk would make right, or that names a place where nothing of the kind can
 * be written; 1 is what was found: missing, damaged, protected.
 */
const folder = temporaryFolder('exit codes')
const at = (name: string) => join(folder, name)
let id: string

async function run(...argv: string[]) {
  let stderr = ''
  const code = await runCommandLine([...argv, '--workspace', at('workspace')], {
    ...{ name: 'workbench', version: '1.2.3', workingDirectory: folder },
    stdout: { write: () => undefined },
    stderr: { write: (text) => (stderr += text) },
  })
  return { code, stderr }
}

beforeAll(async () => {
  mkdirSync(at('workspace'))
  id = makeWorkspace(at('workspace'), 2)
  expect(await run('export', 'experiment', id, '--out', 'whole.manifold')).toEqual({ code: 0, stderr: '' })
  const bytes = readFileSync(at('whole.manifold'))
  writeFileSync(at('flipped.manifold'), bytes.map((byte, index) => (index === bytes.length - 20_000 ? byte ^ 1 : byte)))
  writeFileSync(at('cut.manifold'), bytes)
  truncateSync(at('cut.manifold'), bytes.length - 1)
  writeFileSync(at('text.manifold'), 'This is no experiment. '.repeat(100))
  writeFileSync(at('empty.manifold'), '')
  writeFileSync(at('newer.manifold'), bytes)
  const newer = Connection.open(at('newer.manifold'))
  newer.execute('PRAGMA user_version = 99')
  newer.close()
  const { images, labels } = writeIdxFiles(at('idx'), syntheticDataset({ size: 6, train: 40, test: 20 }))
  writeFileSync(at('images'), readFileSync(images))
  writeFileSync(at('labels'), readFileSync(labels))
  writeFileSync(at('short'), readFileSync(images).subarray(0, 100))
  writeFileSync(at('broken.mjs'), 'export function onEpochEnd( {')
  writeFileSync(at('empty.mjs'), 'export {}')
  symlinkSync('circle.gif', at('circle.gif'))
  symlinkSync('circle.manifold', at('circle.manifold'))
  writeFileSync(at('protected.gif'), 'mine')
  chmodSync(at('protected.gif'), 0o444)
})

describe('what was found', () => {
  it.each([
    ['a damaged experiment', ['import', 'flipped.manifold'], /cannot be imported/],
    ['half an experiment', ['import', 'cut.manifold'], /cannot be imported: it is not as long as it says/],
    ['another file', ['import', 'text.manifold'], /cannot be imported: it is no archive, or damaged/],
    ['an empty file', ['import', 'empty.manifold'], /cannot be imported/],
    ['a workspace’s database', ['import', join('workspace', 'workbench.sqlite')], /is not an experiment that the workbench exported/],
    ['a newer version’s experiment', ['import', 'newer.manifold'], /was exported by a newer version/],
    ['a folder for an experiment', ['import', 'idx'], /is a folder/],
    ['a missing experiment', ['import', 'none.manifold'], /does not exist/],
    ['links in a circle', ['import', 'circle.manifold'], /circle\.manifold” leads through links that lead in a circle\./],
    ['half a data set', ['import-dataset', '--images=short', '--labels=labels', '--name=x'], /is truncated/],
    ['labels for images', ['import-dataset', '--images=labels', '--labels=labels', '--name=x'], /labels”/],
    ['a folder for images', ['import-dataset', '--images=idx', '--labels=labels', '--name=x'], /is a folder/],
    ['missing labels', ['import-dataset', '--images=images', '--labels=none', '--name=x'], /does not exist/],
    ['an unknown experiment', ['show', 'zzzzzzzz'], /There is no experiment/],
    ['an unknown snapshot', ['train', '--from', 'ID@77'], /keeps no weights of epoch 77/],
    ['a callback that does not parse', ['resume', 'ID', '--epochs', '3', '--callback', 'broken.mjs'], /could not be loaded/],
    ['a callback without functions', ['resume', 'ID', '--epochs', '3', '--callback', 'empty.mjs'], /exports none of/],
    ['a callback that is no module', ['resume', 'ID', '--epochs', '3', '--callback', 'labels'], /is no JavaScript module/],
    ['a missing callback', ['resume', 'ID', '--epochs', '3', '--callback', 'none.mjs'], /does not exist/],
    ['a missing folder', ['export', 'manifold', 'ID', '--out', join('none', 'x.gif')], /does not exist/],
    ['a target that is write-protected', ['export', 'manifold', 'ID', '--out', 'protected.gif'], /protected\.gif” is write-protected/],
    ['a target that leads in a circle', ['export', 'manifold', 'ID', '--out', 'circle.gif'], /circle\.gif” leads through links that lead in a circle\./],
  ])('exits with 1 in one sentence that names it: %s', async (_what, argv, message) => {
    const { code, stderr } = await run(...argv.map((argument) => argument.replace(/^ID/, id)))
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(message) as string })
    expect(stderr).toMatch(/^error: [^\n]+\.\n$/)
    expect(stderr).not.toMatch(/\.partial|\.importing|E[A-Z]{4,}/)
  })
})

describe('what was typed', () => {
  it.each([
    ['a number that is none', ['train', '--epochs', 'ten']],
    ['a data set that is unknown', ['train', '--dataset', 'nonesuch']],
    ['another ending', ['export', 'manifold', 'ID', '--out', 'x.txt']],
    ['a folder to write a file over', ['export', 'manifold', 'ID', '--out', 'idx']],
    ['a place of the workspace’s own', ['export', 'scalars', 'ID', '--out', join('workspace', 'workspace.lock.json')]],
    ['a name that is too long', ['export', 'manifold', 'ID', '--out', `${'x'.repeat(300)}.gif`]],
    ['fewer epochs than there are', ['resume', 'ID', '--epochs', '1']],
  ])('exits with 2 in one sentence: %s', async (_what, argv) => {
    const { code, stderr } = await run(...argv.map((argument) => argument.replace(/^ID/, id)))
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^error: [^\n]+\.\n$/) as string })
    expect(stderr).not.toMatch(/\.partial/)
  })
})
