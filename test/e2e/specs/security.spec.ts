import { expect, test } from '../support/test.ts'

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
