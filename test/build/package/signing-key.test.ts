import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { SigningKey } from '../../../build/package/signing/signing-key.mjs'
import { takeSecrets, withSecrets } from '../../../build/package/signing/secrets.mjs'
import { requirePackagingTools } from '../../../build/package/tools.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { makeReleaseKey } from './support/release-key.ts'

const withoutGpg = spawnSync('gpg', ['--version']).error !== undefined
const passphrase = 'a pass phrase'
// Its agent's socket lies below it, whose path may have a hundred characters.
const folder = temporaryFolder('key')
let armoured: string

beforeAll(async () => {
  if (!withoutGpg) armoured = await makeReleaseKey({ passphrase })
})

describe.skipIf(withoutGpg)('a release key', () => {
  async function signsWith(key: string, phrase = passphrase) {
    const opened = await SigningKey.open({ key, passphrase: phrase })
    try {
      const file = join(folder, 'file')
      writeFileSync(file, 'text')
      const signature = await opened.sign(file)
      expect(readFileSync(signature, 'utf8')).not.toContain('test signature')
      return opened.test
    } finally {
      opened.dispose()
    }
  }

  it('signs, handed over as text or by the name of its file', async () => {
    const file = join(folder, 'key.asc')
    writeFileSync(file, armoured)
    expect([await signsWith(armoured), await signsWith(file)]).toEqual([false, false])
  })

  it('signs without a passphrase where it has none', async () => {
    expect(await signsWith(await makeReleaseKey({ passphrase: '' }), '')).toBe(false)
  })

  it('signs where its primary part is not handed over', async () => {
    expect(await signsWith(await makeReleaseKey({ passphrase, subkeyOnly: true }))).toBe(false)
  })

  it('signs where another of its parts has expired', async () => {
    expect(await signsWith(await makeReleaseKey({ passphrase, at: '20240101T000000', expires: 'none', withExpiredPart: true }))).toBe(false)
  })

  it.each<[string, () => Promise<string>, string, RegExp]>([
    ['with another passphrase', () => Promise.resolve(armoured), 'another', /cannot sign: the passphrase .* is wrong/],
    ['without its passphrase', () => Promise.resolve(armoured), '', /cannot sign: it has a passphrase/],
    ['that has expired', () => makeReleaseKey({ passphrase, at: '20240101T000000', expires: '1d' }), passphrase, /cannot sign: it has expired/],
    ['that was revoked', () => makeReleaseKey({ passphrase, revoked: true }), passphrase, /cannot sign: .* was revoked/],
    ['that is none', () => Promise.resolve(join(folder, 'nothing')), passphrase, /neither an armoured key nor a file/],
  ])('is refused when it is opened, one %s', async (_what, key, phrase, said) => {
    await expect(SigningKey.open({ key: await key(), passphrase: phrase })).rejects.toThrow(said)
  })
})

describe.skipIf(withoutGpg)('of a key nothing stays', () => {
  const child = (name: string) => fileURLToPath(new URL(`support/${name}`, import.meta.url))
  /** A folder for temporary files of one child's own. */
  const scratch = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path)
    return path
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('after %s', async (signal) => {
    const place = scratch(signal)
    const env = { ...withSecrets(process.env, { key: armoured, passphrase }), TMPDIR: place }
    const opened = spawn(process.execPath, [child('open-key-child.mjs')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const ring = await new Promise<string>((resolve) => opened.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim())))
    // While it is open the passphrase is in no file, and the key in its own, encrypted.
    const files = filesIn(ring).map((file) => file.toString('latin1'))
    expect(files.filter((text) => text.includes('private-key (')).length).toBeGreaterThan(0)
    for (const text of files) expect(text).not.toMatch(/a pass phrase|PRIVATE KEY BLOCK|[^-]private-key \(/)
    const ended = once(opened, 'exit')
    opened.kill(signal)
    expect(await ended).toEqual([null, signal])
    expect(readdirSync(place)).toEqual([])
    expect(processesOf(ring)).toEqual([])
  })

  it('after an end without a word', () => {
    const place = scratch('exit')
    const { status, stdout } = spawnSync(process.execPath, [child('end-key-child.mjs')], { env: { ...process.env, TMPDIR: place }, encoding: 'utf8' })
    expect(status).toBe(3)
    expect(existsSync(stdout.trim())).toBe(false)
    expect(readdirSync(place)).toEqual([])
  })
})

/** What can be read in a ring: sockets cannot. */
function filesIn(ring: string): Buffer[] {
  return readdirSync(ring, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}

/** Agents that still serve a ring. */
function processesOf(ring: string): string[] {
  if (!existsSync('/proc/self/cmdline')) return []
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return processes.filter((id) => commandOf(id).includes(ring))
}

function commandOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

test('the key is taken out of the environment, and handed on only where that is asked for', () => {
  const environment: NodeJS.ProcessEnv = { HOME: '/home/x', MANIFOLD_WORKBENCH_SIGNING_KEY: 'k', MANIFOLD_WORKBENCH_SIGNING_PASSPHRASE: 'p' }
  const secrets = takeSecrets(environment)
  expect(secrets).toEqual({ key: 'k', passphrase: 'p' })
  expect(environment).toEqual({ HOME: '/home/x' })
  expect(withSecrets(environment, secrets)).toEqual({ HOME: '/home/x', MANIFOLD_WORKBENCH_SIGNING_KEY: 'k', MANIFOLD_WORKBENCH_SIGNING_PASSPHRASE: 'p' })
  expect(takeSecrets({})).toEqual({ key: '', passphrase: '' })
})

/** Whether packages can be made here at all. */
function withoutTools(): boolean {
  try {
    requirePackagingTools(process.env)
    return false
  } catch {
    return true
  }
}

test.skipIf(withoutTools())('what npm run package starts does not see the key', () => {
  const place = join(folder, 'programs')
  mkdirSync(place)
  // Instead of the first program that is started: it tells what it sees, and fails.
  writeFileSync(join(place, 'gpg'), `#!/bin/sh\nenv > "${place}/seen"\ncat > "${place}/read"\nexit 2\n`, { mode: 0o755 })
  const key = '-----BEGIN PGP PRIVATE KEY BLOCK-----'
  const env = { ...withSecrets(process.env, { key, passphrase }), PATH: `${place}:${process.env.PATH ?? ''}` }
  const script = fileURLToPath(new URL('../../../build/package.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' })
  expect([status, stdout + stderr]).toEqual([1, expect.stringContaining('reading the key in MANIFOLD_WORKBENCH_SIGNING_KEY failed')])
  expect(readFileSync(join(place, 'read'), 'utf8')).toBe(key)
  const seen = readFileSync(join(place, 'seen'), 'utf8')
  expect(seen).toContain('GNUPGHOME=')
  expect(seen).not.toMatch(/MANIFOLD_WORKBENCH_SIGNING|BEGIN PGP|a pass phrase/)
})
