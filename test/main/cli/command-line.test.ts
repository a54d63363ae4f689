import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../src/main/cli/command-line.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// What needs no training, in this process: grammar, messages, exit codes, tables.
const folder = temporaryFolder('command line')
const workspace = join(folder, 'workspace')

async function run(...argv: string[]) {
  let stdout = ''
  let stderr = ''
  const code = await runCommandLine(argv, {
    name: 'workbench',
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    version: '1.2.3',
    workingDirectory: folder,
  })
  return { code, stdout, stderr, lines: stdout.split('\n').filter((line) => line !== '') }
}

const inWorkspace = (...argv: string[]) => run(...argv, '--workspace', workspace)

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['trian'], /unknown command 'trian' \(Did you mean train\?\)/],
    ['an unknown option', ['train', '--epoch', '3'], /unknown option '--epoch' \(Did you mean --epochs\?\)/],
    ['an option without its value', ['train', '--epochs'], /'--epochs <n>' argument missing/],
    ['a missing argument', ['resume'], /missing required argument 'id'/],
    ['an argument too many', ['list', 'all'], /too many arguments/],
    ['an unknown kind of export', ['export', 'mainfold', 'abcd', '--out', 'x'], /'mainfold' is invalid.*manifold, scatter/],
    ['an export to nowhere', ['export', 'manifold', 'abcd'], /required option '--out <path>' not specified/],
    ['options that exclude each other', ['train', '--preset', 'vae-part3', '--from', 'abcd@1'], /cannot be used with/],
    ['an epoch count of 0', ['train', '--epochs', '0'], /^error: --epochs must be at least 1, not 0\.$/],
    ...['1.5', 'ten', '', '1.000', '1,000', '1 000', '1’000', '1_000', '1e3', '0x10', '１０', '1.', 'Infinity'].map(
      (text): [string, string[], RegExp] => [
        `${JSON.stringify(text)} epochs`,
        ['train', '--epochs', text],
        new RegExp(`^error: --epochs must be a whole number without points or commas, such as 1000, not “${text.replace('.', '\\.')}”\\.$`),
      ],
    ),
    ...['0,001', '1.234,5', '1,234.5', '', 'fast', '0x1', '٠.١', 'NaN'].map(
      (text): [string, string[], RegExp] => [
        `a rate of ${JSON.stringify(text)}`,
        ['train', '--learning-rate', text],
        /^error: --learning-rate must be a number with a decimal point, not a comma, such as 0\.0001, not “.*”\.$/,
      ],
    ),
    ['a seed with a point', ['train', '--seed', '4.2'], /--seed must be a whole number without points or commas, such as 42, not “4\.2”/],
    ['a batch with a point', ['train', '--batch-size', '1.000'], /--batch-size must be a whole number .*, such as 500, not “1\.000”/],
    ['dimensions with a comma', ['train', '--latent-dim', '2,0'], /--latent-dim must be a whole number .*, such as 2, not “2,0”/],
    ['a demo of a thousand', ['demo', '--epochs', '1.000'], /--epochs must be a whole number without points or commas/],
    ['made-up runs with a point', ['demo-data', '--runs', '1.000'], /--runs must be a whole number without points or commas, such as 100, not “1\.000”/],
    ['too many made-up runs', ['demo-data', '--runs', '1001'], /--runs must be from 1 to 1000, not 1001/],
    ['an epoch with a point', ['train', '--from', 'abcd@1.000'], /^error: --from must be an experiment.*, not “abcd@1\.000”/],
    ['a negative seed', ['train', '--seed', '-1'], /^error: --seed must be at least 0, not -1\.$/],
    ['a huge seed', ['train', '--seed', '9'.repeat(40)], /^error: --seed must be at most 2147483647, not 1e\+40\.$/],
    ['a huge batch', ['train', '--batch-size', '60001'], /^error: --batch-size must be at most 60000, not 60001\.$/],
    ['a rate of 0', ['train', '--learning-rate', '0'], /^error: --learning-rate must be at least 1e-8, not 0\.$/],
    ['no latent dimension', ['train', '--latent-dim', '0'], /^error: --latent-dim must be at least 1, not 0\.$/],
    ['an unknown optimiser', ['train', '--optimizer', 'adagrad'], /^error: --optimizer must be one of adam, rmsprop, sgd, not "adagrad"\.$/],
    ['an unknown preset', ['train', '--preset', 'gan'], /^error: --preset gan is unknown\. Choose one of: vae-part3\.$/],
    ['an unknown data set', ['train', '--dataset', 'cifar'], /^error: --dataset cifar is unknown\. Choose one of: mnist/],
    ['an empty name', ['train', '--name', ' '], /^error: --name cannot be “ ”\. Give it a name\.$/],
    ['an origin with half an epoch', ['train', '--from', 'abcd@'], /^error: --from must be an experiment/],
    ['half a test set', ['import-dataset', '--images=a', '--labels=b', '--name=c', '--test-images=d'], /--test-labels/],
  ])('is refused in one line with exit code 2: %s', async (_what, argv, message) => {
    const { code, stdout, stderr } = await inWorkspace(...argv)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(stderr.trimEnd()).toMatch(message)
  })

  it('leaves no experiment behind', async () => {
    expect((await inWorkspace('list')).lines).toEqual(['No experiments yet. Begin with: train'])
    expect((await inWorkspace('list', '--json')).stdout).toBe('')
  })

  it('of no command at all shows the help', async () => {
    const { code, stdout, stderr } = await run()
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^Usage: workbench/)
  })
})

describe('help and version', () => {
  it('are printed on standard output', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, stdout: '1.2.3\n', stderr: '' })
    const help = await run('--help')
    expect(help).toMatchObject({ code: 0, stderr: '' })
    for (const command of ['train', 'resume', 'list', 'show', 'delete', 'import-dataset', 'export', 'demo']) {
      expect(help.stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
    }
    const train = await run('train', '--help')
    expect(train).toMatchObject({ code: 0, stderr: '' })
    expect(train.stdout).toContain('--callback <file.mjs>')
  })
})

describe('failures', () => {
  it.each([
    ['show', 'zzzzzzzz'],
    ['resume', 'zzzzzzzz'],
    ['delete', 'zzzzzzzz'],
  ])('%s says that there is no such experiment', async (command, id) => {
    const { code, stderr } = await inWorkspace(command, id)
    expect(code).toBe(1)
    expect(stderr).toBe(`error: There is no experiment “${id}” in this workspace. List those there are.\n`)
  })

  it('of the workspace name it', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, 'not a folder')
    const { code, stderr } = await run('demo-data', '--workspace', join(file, 'below'))
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/^error: “.*a-file.*” .*folder.*\n$/)
    const damaged = join(folder, 'damaged')
    mkdirSync(damaged)
    writeFileSync(join(damaged, 'workbench.sqlite'), 'This is no database. '.repeat(100))
    expect(await run('list', '--workspace', damaged)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: .*workbench\.sqlite.*\n$/) as unknown,
    })
  })
})

describe('--workspace', () => {
  it('is refused when it is empty, and nothing is made where the user happens to be', async () => {
    const { code, stderr } = await run('list', '--workspace', '')
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: --workspace is empty. Name a folder, or leave it out.\n' })
    expect(existsSync(join(folder, 'workbench.sqlite'))).toBe(false)
  })

  it('is heeded before and after the command, relative to where it was typed', async () => {
    const { images, labels } = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 6, train: 40, test: 20 }))
    const options = ['--images', images, '--labels', labels, '--name', 'Small']
    const imported = await run('--workspace', 'elsewhere', 'import-dataset', ...options)
    expect(imported).toMatchObject({ code: 0, stderr: '' })
    expect(imported.lines).toEqual([
      `Made a new workspace in “${join(folder, 'elsewhere')}”`,
      'Imported “Small”: 40 training and 20 test images of 6 × 6 pixels',
      ...imported.lines.slice(2),
    ])
    const listed = await run('datasets', `--workspace=${join(folder, 'elsewhere')}`, '--json')
    expect(listed.lines.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(['MNIST', 'Small'])
    const table = await run('datasets', '--workspace', 'elsewhere')
    expect(table.lines).toHaveLength(3)
    expect(table.lines[2]).toMatch(/^small +6 × 6 +40 +20 +6 +[0-9a-f]{12} +Small$/)
  })
})

describe('import-dataset', () => {
  it('says what is wrong with a file', async () => {
    const { images, labels } = writeIdxFiles(join(folder, 'bad'), syntheticDataset({ size: 6, train: 40, test: 20 }))
    writeFileSync(images, 'short')
    const { code, stderr } = await inWorkspace('import-dataset', '--images', images, '--labels', labels, '--name', 'Bad')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: .*train-images-idx3-ubyte.*\n$/)
    const missing = await inWorkspace('import-dataset', '--images', 'none', '--labels', labels, '--name', 'Bad')
    expect(missing).toMatchObject({ code: 1, stderr: `error: “${join(folder, 'none')}” does not exist. Check the path.\n` })
  })
})
