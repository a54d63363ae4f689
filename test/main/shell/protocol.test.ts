import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleFile, serveBundle } from '../../../src/main/shell/protocol.ts'

describe('an address of the bundle', () => {
  const root = '/app/out/renderer'

  it('stands for a file in its folder', () => {
    expect(bundleFile(root, 'app://bundle/')).toBe(`${root}/index.html`)
    expect(bundleFile(root, 'app://bundle/assets/index.js?v=1#x')).toBe(`${root}/assets/index.js`)
    expect(bundleFile(root, 'app://bundle/a%20b.css')).toBe(`${root}/a b.css`)
  })

  it.each(['app://bundle/../main/index.js', 'app://bundle/%2e%2e/main/index.js', 'app://bundle//main/index.js'])(
    '%s stays inside the folder',
    (address) => {
      expect(bundleFile(root, address)).toBe(`${root}/main/index.js`)
    },
  )

  it.each([
    'app://bundle/..%2fmain%2findex.js',
    'app://bundle/assets/..%2f..%2fmain%2findex.js',
    'app://bundle/..%5cmain%5cindex.js',
    'app://bundle/index.html%00.js',
    'app://bundle/%zz.js',
    'app://bundle/C:/windows/x.js',
    'app://bundle/package.json',
    'app://bundle/.env',
    'app://elsewhere/index.html',
    'app://bundle:8080/index.html',
    'file:///app/out/renderer/index.html',
    'https://bundle/index.html',
    'nonsense',
  ])('%s stands for none', (address) => {
    expect(bundleFile(root, address)).toBeNull()
  })
})

describe('the bundle served', () => {
  let folder: string
  let serve: ReturnType<typeof serveBundle>

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'))
    mkdirSync(join(folder, 'renderer'))
    writeFileSync(join(folder, 'renderer', 'index.html'), '<p>here</p>')
    writeFileSync(join(folder, 'secret.js'), 'secret')
    serve = serveBundle(join(folder, 'renderer'))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('carries the policy and its type', async () => {
    const response = await serve({ method: 'GET', url: 'app://bundle/' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<p>here</p>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'"]))
    expect(policy).not.toContain('unsafe')
  })

  it('refuses what is not there, what lies outside, and anything but reading', async () => {
    const status = async (method: string, url: string) => (await serve({ method, url })).status
    expect(await status('GET', 'app://bundle/none.js')).toBe(404)
    expect(await status('GET', 'app://bundle/..%2fsecret.js')).toBe(404)
    expect(await status('POST', 'app://bundle/')).toBe(405)
    expect((await serve({ method: 'GET', url: 'app://bundle/none.js' })).headers.get('content-security-policy')).not.toBeNull()
  })
})
