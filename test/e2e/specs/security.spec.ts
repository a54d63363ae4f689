import { expect, test } from '../support/test.ts'

test('the page is shut in: no Node, no navigation, no windows, no permissions, no network', async ({ start }) => {
  const workbench = await start()
  const { app, page } = workbench
  const inside = await page.evaluate(async () => {
    const refused = (address: string) =>
      fetch(address).then(
        () => false,
        () => true,
      )
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
      api: Object.keys((globalThis as unknown as { workbench: object }).workbench).sort(),
      window: window.open('app://bundle/') === null,
      notifications: await Notification.requestPermission(),
      network: (await refused('https://localhost/')) && (await refused('file:///etc/hostname')),
    }
  })
  expect(inside).toEqual({ node: [], api: ['drop', 'request', 'subscribe'], window: true, notifications: 'denied', network: true })

  const address = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()))
  for (const target of ['https://localhost/', 'file:///etc/hostname', 'app://elsewhere/', 'javascript:document.title="x"']) {
    await page.evaluate((target) => {
      location.href = target
    }, target)
    expect(await address()).toEqual(['app://bundle/'])
  }
  const settings = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
  })
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  await workbench.quit()
})

test('the protocol serves the bundle and nothing else, each answer with the policy', async ({ workbench: { page } }) => {
  const paths = ['/', '/index.html', '/../main/index.js', '/%2e%2e/main/index.js', '/..%2fmain%2findex.js']
  paths.push('/..%5cmain', '/index.html%00.js', '/none.js')
  const answers = await page.evaluate(
    (paths) =>
      Promise.all(
        paths.map(async (path) => {
          const { status, headers } = await fetch(`app://bundle${path}`)
          return { path, status, policy: headers.get('content-security-policy')?.startsWith("default-src 'none'") }
        }),
      ),
    paths,
  )
  for (const { path, status, policy } of answers) {
    expect(status, path).toBe(path === '/' || path === '/index.html' ? 200 : 404)
    expect(policy, path).toBe(true)
  }
})

test('another page of the same application gets no answer', async ({ workbench: { app } }) => {
  const code = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await other.loadURL('app://bundle/')
    const answer: unknown = await other.webContents.executeJavaScript("workbench.request('experiments:list')")
    other.destroy()
    return (answer as { error: { code: string } }).error.code
  })
  expect(code).toBe('permission-denied')
})

test('requests that do not fit their channel change nothing', async ({ workbench: { page } }) => {
  const answers = await page.evaluate(async () => {
    interface Answers {
      request(channel: string, request?: unknown): Promise<{ ok: boolean; error?: { code: string } }>
    }
    const { workbench } = globalThis as unknown as { workbench: Answers }
    const kind = async (channel: string, request?: unknown) => {
      const answer = await workbench.request(channel, request)
      return answer.ok ? 'ok' : answer.error?.code
    }
    return {
      unknown: await workbench.request('shell:open', '/').then(
        () => 'sent',
        () => 'refused',
      ),
      path: await kind('datasets:import', { name: 'x', images: '/etc/passwd', labels: '/etc/passwd', test: null }),
      handle: await kind('datasets:import', {
        name: 'x',
        images: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
        labels: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
        test: null,
      }),
      extra: await kind('experiments:rename', { experimentId: 'aaaaaaaa', name: 'x', status: 'completed' }),
      missing: await kind('training:start', { experimentId: 'aaaaaaaa', totalEpochs: null }),
      list: await kind('experiments:list'),
    }
  })
  expect(answers).toEqual({
    unknown: 'refused',
    path: 'invalid-parameter',
    handle: 'not-found',
    extra: 'invalid-parameter',
    missing: 'unknown-experiment',
    list: 'ok',
  })
})
