import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SigningKey } from '../../../build/package/signing/signing-key.mjs'
import { takeSecrets, type Secrets } from '../../../build/package/signing/secrets.mjs'
import { makeRelease } from '../../../build/release/make-release.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { makeReleaseKey } from '../package/support/release-key.ts'
import { ScratchRepository } from '../support/scratch-repository.ts'
import { makeTinyRelease } from './support/tiny-release.ts'

const place = temporaryFolder('releasing')
const root = join(place, 'clone')
const clone = new ScratchRepository(root)
const withoutTools = ['git', 'gpg', 'apt-ftparchive', 'dpkg-deb'].some((program) => spawnSync(program, ['--version']).error !== undefined)
const version = '1.2.0'
let codes: Record<string, number> = {}
const ran: { script: string; environment: NodeJS.ProcessEnv }[] = []
let secrets: Secrets

/** Takes the place of `npm run`; what a script does besides ending is in `meanwhile`. */
function run(script: string, environment: NodeJS.ProcessEnv): number {
  ran.push({ script, environment: { ...environment } })
  meanwhile[script]?.()
  return codes[script] ?? 0
}
let meanwhile: Record<string, () => void> = {}

/** Takes the place of set-up, in a clone that nobody has used before. */
let setUp = () => Promise.resolve()
const putInPlace = (electron: string) => () => {
  clone.write('node_modules/electron/dist/version', `v${electron}\n`)
  return Promise.resolve()
}

const release = (environment: NodeJS.ProcessEnv = {}) => makeRelease({ root, environment, secrets, setUp, run })
const tags = () => clone.git('tag', '--list')
const scripts = () => ran.map(({ script }) => script)

describe.skipIf(withoutTools)('npm run release', () => {
  beforeAll(async () => {
    // Without a passphrase, whose checking takes its time.
    secrets = { key: await makeReleaseKey({ passphrase: '' }), passphrase: '' }
    const key = await SigningKey.open(secrets)
    await makeTinyRelease(join(place, 'release'), { version, key, scratch: join(place, 'scratch') })
    key.dispose()
  })
  beforeEach(() => {
    ran.splice(0)
    codes = {}
    setUp = putInPlace('45.4.1')
    clone.make({
      'package.json': JSON.stringify({ version }),
      'package-lock.json': JSON.stringify({ packages: { 'node_modules/electron': { version: '45.4.1' } } }),
      'CHANGELOG.md': `# Changelog\n\n## [Unreleased]\n\n## [${version}] - 2026-03-04\n\n### Added\n- A thing.\n`,
      '.gitignore': 'node_modules\ndist\n',
    })
    clone.write('dist/packed-commit.json', JSON.stringify({ commit: clone.git('rev-parse', 'HEAD'), clean: true }))
    meanwhile = { package: () => void spawnSync('cp', ['-r', join(place, 'release'), join(root, 'dist')]) }
  })

  it('asks, tests, packs, verifies, and tags the commit', async () => {
    expect(await release()).toMatchObject({ version })
    expect(scripts()).toEqual(['audit', 'test', 'package', 'package:verify'])
    expect(clone.git('rev-parse', `v${version}^{commit}`)).toBe(clone.git('rev-parse', 'HEAD'))
    expect(clone.git('cat-file', '-t', `v${version}`)).toBe('tag')
  })

  it('shows the key to nothing but what packs', async () => {
    await release({ HOME: '/home/x' })
    for (const { script, environment } of ran) {
      expect(environment.HOME).toBe('/home/x')
      expect(takeSecrets(environment)).toEqual(script === 'package' ? secrets : { key: '', passphrase: '' })
    }
  })

  it.each(['test', 'package', 'package:verify'])('ends where npm run %s fails, without a tag', async (script) => {
    codes[script] = 1
    await expect(release()).rejects.toThrow(`npm run ${script} failed`)
    expect(scripts().at(-1)).toBe(script)
    expect(tags()).toBe('')
  })

  it.each(['test', 'package', 'package:verify'])('ends where the working tree has changed during npm run %s', async (script) => {
    const before = meanwhile[script]
    meanwhile[script] = () => {
      before?.()
      clone.write('notes.txt', 'left behind')
    }
    await expect(release()).rejects.toThrow(/working tree has changed meanwhile:\n\?\? notes\.txt/)
    expect(scripts().at(-1)).toBe(script)
    expect(tags()).toBe('')
  })

  it.each(['test', 'package:verify'])('ends where somebody has committed during npm run %s', async (script) => {
    meanwhile[script] = () => {
      clone.commit('Another')
    }
    await expect(release()).rejects.toThrow('has been checked out meanwhile')
    expect(scripts().at(-1)).toBe(script)
    expect(tags()).toBe('')
  })

  it('ends where what was packed is of another commit', async () => {
    clone.commit('Another')
    await expect(release()).rejects.toThrow(/dist\/release is of \w{10}, and \w{10} is checked out/)
    expect(scripts()).not.toContain('package:verify')
    expect(tags()).toBe('')
  })

  it('ends where what was packed is no release', async () => {
    meanwhile = {}
    await expect(release()).rejects.toThrow('SHA256SUMS: it is missing')
    expect(tags()).toBe('')
  })

  it('begins nothing where something stands against it, or the key cannot be opened', async () => {
    await expect(makeRelease({ root, environment: {}, secrets: { key: join(place, 'none'), passphrase: '' }, setUp, run })).rejects.toThrow('neither an armoured key nor a file')
    clone.write('README.md', 'changed')
    await expect(release()).rejects.toThrow('The working tree has changes')
    expect(scripts()).toEqual([])
  })

  it('ends where set-up can only put an old runtime in place', async () => {
    setUp = putInPlace('33.2.1')
    await expect(release()).rejects.toThrow('Electron 33.2.1 is in place, not 45.4.1')
    expect(scripts()).toEqual([])
  })

  it.each<[number, RegExp]>([
    [4, /finds known faults/],
    [3, /has no answer/],
  ])('ends where npm run audit says %i, unless somebody has looked for this very version', async (code, said) => {
    codes.audit = code
    await expect(release()).rejects.toThrow(said)
    await expect(release({ MANIFOLD_WORKBENCH_AUDIT_LOOKED_AT: '1.1.0' })).rejects.toThrow(said)
    expect(scripts()).toEqual(['audit', 'audit'])
    await release({ MANIFOLD_WORKBENCH_AUDIT_LOOKED_AT: version })
    expect(tags()).toBe(`v${version}`)
  })

  it.each([1, 2])('ends where npm run audit fails with %i, without having asked, whoever has looked', async (code) => {
    codes.audit = code
    await expect(release({ MANIFOLD_WORKBENCH_AUDIT_LOOKED_AT: version })).rejects.toThrow('npm run audit failed')
  })
})
