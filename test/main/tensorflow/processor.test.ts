import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { instructionSet, instructionSetOf, unsuitableProcessor } from '../../../src/main/tensorflow/processor.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const avx512 = ['avx512f', 'avx512dq', 'avx512bw', 'avx512vl']

describe('the instruction set', () => {
  it.each([
    ['none without AVX', [], null],
    ['none with a part of what comes after AVX', ['fma', 'avx2', ...avx512], null],
    ['AVX', ['avx'], 'AVX'],
    ['AVX without FMA', ['avx', 'avx2', ...avx512], 'AVX'],
    ['AVX2', ['avx', 'avx2', 'fma'], 'AVX2'],
    ['AVX2 where AVX-512 is not whole', ['avx', 'avx2', 'fma', 'avx512f'], 'AVX2'],
    ['AVX-512', ['avx', 'avx2', 'fma', ...avx512], 'AVX-512'],
  ])('is %s', (_, features, expected) => {
    expect(instructionSetOf('x64', new Set(features))).toBe(expected)
  })

  it('is taken for the best where nobody can tell, and is one on ARM64', () => {
    expect(instructionSetOf('x64', null)).toBe('AVX-512')
    expect(instructionSetOf('arm64', new Set())).toBe('ARM64')
  })

  it('of this machine is one that TensorFlow runs on, as these tests do', () => {
    expect(instructionSet()).not.toBeNull()
    expect(unsuitableProcessor()).toBeNull()
  })
})

const emulator = 'qemu-x86_64'
const hasEmulator = process.arch === 'x64' && spawnSync(emulator, ['--version']).status === 0

describe.skipIf(!hasEmulator)('on a processor without AVX', () => {
  const workspace = temporaryFolder('no-avx')
  const commandLine = (...args: string[]) => [process.execPath, join('out', 'main', 'cli.js'), ...args, '--workspace', workspace]
  const run = (...args: string[]) => spawnSync(emulator, ['-cpu', 'Nehalem', ...commandLine(...args)], { encoding: 'utf8' })

  it('training is refused in one sentence before a run is made, and the rest works', { timeout: 300_000 }, () => {
    const trained = run('train', '--epochs', '1')
    expect(trained.stderr.trim()).toMatch(/^[^\n]*This processor .*has no AVX instructions, which TensorFlow needs[^\n]*$/)
    expect([trained.status, trained.stdout]).toEqual([1, ''])
    expect(existsSync(join(workspace, 'workbench.sqlite'))).toBe(false)
    const [file = '', ...made] = commandLine('demo-data', '--runs', '1', '--epochs', '2')
    expect(spawnSync(file, made).status).toBe(0)
    const listed = run('list', '--json')
    expect(listed.status).toBe(0)
    expect(listed.stdout.trim().split('\n')).toHaveLength(1)
  })
})
