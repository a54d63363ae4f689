import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dependencies } from '../../build/setup/dependencies.mjs'
import { contextFor } from './support/context.ts'

const LOCKED = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/for-another-platform': { version: '2.0.0', integrity: 'sha512-o', optional: true },
}

async function withInstalled(installed: Record<string, object> | null) {
  const context = await contextFor(LOCKED, {})
  if (installed !== null) writeFileSync(context.inModules('.package-lock.json'), JSON.stringify({ packages: installed }))
  return context
}

describe('the dependencies step', () => {
  it('is open on a fresh clone', async () => {
    expect(await dependencies.isDone(await withInstalled(null))).toBe(false)
  })

  it('is done when npm installed just what the lock file says', async () => {
    const context = await withInstalled({ 'node_modules/a': LOCKED['node_modules/a'] })
    expect(await dependencies.isDone(context)).toBe(true)
  })

  it.each([
    ['another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['other contents', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['one too many', { 'node_modules/a': LOCKED['node_modules/a'], 'node_modules/b': { version: '1.0.0' } }],
    ['one too few', {}],
  ])('is open with %s', async (_what, installed) => {
    expect(await dependencies.isDone(await withInstalled(installed))).toBe(false)
  })

  it('is open again when the lock file has changed since', async () => {
    const context = await withInstalled({ 'node_modules/a': LOCKED['node_modules/a'] })
    expect(await dependencies.isDone(context)).toBe(true)
    const changed = { packages: { 'node_modules/a': { version: '2.0.0' } } }
    writeFileSync(join(context.root, 'package-lock.json'), JSON.stringify(changed))
    context.lockedPackages = undefined
    expect(await dependencies.isDone(context)).toBe(false)
  })
})
