import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
    mkdirSync(join(folder, 'renderer', 'assets'))
    writeFileSync(join(folder, 'renderer', 'assets', 'inside.js'), 'inside')
    symlinkSync(join(folder, 'secret.js'), join(folder, 'renderer', 'link.js'))
    symlinkSync('../secret.js', join(folder, 'renderer', 'relative.js'))
    symlinkSync(folder, join(folder, 'renderer', 'up'))
    symlinkSync('assets/inside.js', join(folder, 'renderer', 'harmless.js'))
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

  /** Ways that have led out of other programs' folders; each would end at secret.js, or at nothing. */
  const waysOut = [
    ...['../secret.js', '..%2fsecret.js', '%2e%2e/secret.js', '%2e%2e%2fsecret.js', '.%2e/secret.js', '..%2F..%2Fsecret.js'],
    ...['%252e%252e%252fsecret.js', '..%252fsecret.js', '%25%32%65%25%32%65/secret.js', '..%c0%afsecret.js', '%c0%ae%c0%ae/secret.js'],
    ...['..\\secret.js', '..%5csecret.js', '%2e%2e%5csecret.js', 'assets\\..\\..\\secret.js', '..%255csecret.js'],
    ...['index.html%00.js', 'index.html%00', '%00../secret.js', 'assets/%2e%2e/%2e%2e/secret.js', './../secret.js', 'assets/../../secret.js'],
    ...['/etc/hostname', '//etc/hostname', '/%2fetc%2fhostname', 'file:///etc/hostname', '%2fetc%2fhostname.js', 'C:/secret.js', 'C%3a/secret.js'],
    ...['link.js', 'relative.js', 'up/secret.js', 'up/renderer/../secret.js', 'up%2fsecret.js', 'assets/..%2flink.js'],
    ...['\u2025/secret.js', '\uff0e\uff0e/secret.js', '%uff0e%uff0e/secret.js', '....//secret.js', '..;/secret.js', '~/secret.js', 'secret.js'],
    ...[`${'../'.repeat(2000)}secret.js`, `${'a/'.repeat(5000)}x.js`, `${'x'.repeat(300_000)}.js`, '%'.repeat(1000), 'x.js/', '.js', 'assets', 'assets/'],
  ]
  it.each(waysOut.map((way) => [way.slice(0, 60), way]))('leads nowhere by %s', async (_, way) => {
    const response = await serve({ method: 'GET', url: `app://bundle/${way}` })
    expect([response.status, await response.text()]).toEqual([404, ''])
  })

  it.each(['app://bundle', 'app://bundle.', 'app://bundle@x', 'app://BUNDLE', 'app:index.html', 'app:///index.html'])('knows one host: %s', async (start) => {
    const response = await serve({ method: 'GET', url: `${start}/assets/inside.js` })
    expect(response.status).toBe(start === 'app://bundle' ? 200 : 404)
  })

  it('follows links that stay inside', async () => {
    expect(await (await serve({ method: 'GET', url: 'app://bundle/harmless.js' })).text()).toBe('inside')
  })

  it('refuses what is not there, what lies outside, and anything but reading', async () => {
    const status = async (method: string, url: string) => (await serve({ method, url })).status
    expect(await status('GET', 'app://bundle/none.js')).toBe(404)
    expect(await status('GET', 'app://bundle/..%2fsecret.js')).toBe(404)
    expect(await status('POST', 'app://bundle/')).toBe(405)
    expect((await serve({ method: 'GET', url: 'app://bundle/none.js' })).headers.get('content-security-policy')).not.toBeNull()
  })
})
