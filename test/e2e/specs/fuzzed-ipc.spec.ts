import Database from 'better-sqlite3'
import fc from 'fast-check'
import { join } from 'node:path'
import { requestChannels } from '../../../src/shared/contract/channels.ts'
import { errorCodes } from '../../../src/shared/errors.ts'
import { fittingRequests, type Known } from '../../reliability/support/fitting-requests.ts'
import { hostileRequests } from '../../reliability/support/hostile-values.ts'
import { seed, Tally } from '../../support/tally.ts'
import { fillWithDemoData } from '../support/demo-workspace.ts'
import { chooseDestination, chooseFiles } from '../support/dialogs.ts'
import { expect, test } from '../support/test.ts'

/** The page's own way to send, as `window.workbench` has it. */
interface PageApi {
  request(channel: string, request: unknown): Promise<{ ok: boolean; value?: unknown; error?: { code: string; message: string } }>
}

const known = new Set<string>(errorCodes)
/** At a time, between two looks at the database. */
const batch = 10

test('hostile requests from the page itself are refused and change nothing @reliability', async ({ start, workspace }) => {
  test.setTimeout(30 * 60_000)
  await fillWithDemoData(workspace, 2, 20)
  const { app, page } = await start()
  await chooseFiles(app)
  await chooseDestination(app, null)
  const tally = new Tally({ title: 'Hostile requests from the page', unit: 'inputs', short: 20 * requestChannels.length, long: 400 * requestChannels.length })
  const database = new Database(join(workspace, 'workbench.sqlite'), { readonly: true })
  const version = () => database.pragma('data_version', { simple: true })
  const ids = await page.evaluate(async () => {
    const { workbench } = globalThis as unknown as { workbench: PageApi }
    const { value } = await workbench.request('experiments:list', undefined)
    const [{ id, configuration }] = value as [Known['configuration'] & { id: string; configuration: Known['configuration'] }]
    return { id, configuration }
  })
  const nothing = '00000000-0000-4000-8000-000000000000'
  const fitting = fittingRequests({
    ...{ experimentId: ids.id, configuration: ids.configuration, datasetId: 'mnist' },
    ...{ exportId: nothing, images: nothing, labels: nothing },
  })
  for (const channel of requestChannels) {
    const count = Math.ceil(tally.planned / requestChannels.length)
    const requests = fc.sample(hostileRequests(fitting[channel]), { numRuns: count, seed }).filter(isCarried).filter((request) => !opensAWindow(channel, request))
    tally.count(count - requests.length)
    for (let from = 0; from < requests.length; from += batch) {
      const before = version()
      const some = requests.slice(from, from + batch)
      const codes = await page.evaluate(
        async ({ channel, some }) => {
          const { workbench } = globalThis as unknown as { workbench: PageApi }
          return Promise.all(
            // What cannot be cloned does not leave the page.
            some.map((request) => workbench.request(channel, request).then((answer) => (answer.ok ? 'ok' : (answer.error?.code ?? 'none')), () => 'uncloned')),
          )
        },
        { channel, some },
      )
      tally.count(some.length)
      for (const code of codes) if (!['ok', 'uncloned'].includes(code) && (!known.has(code) || code === 'internal')) tally.lose(`${channel}: ${code}`)
      if (!codes.includes('ok') && version() !== before) tally.lose(`${channel}: all refused, and the database has changed`)
    }
  }
  database.close()
  // It is still the same page in the same window, and works.
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  tally.finish()
})

/** The one request that starts another process, which would outlive the test. */
function opensAWindow(channel: string, request: unknown): boolean {
  return channel === 'app:look-only-window' && request === undefined
}

/** Whether the tests' own way into the page can carry a value; what it cannot, such as shared memory, the other test tries. */
function isCarried(value: unknown): boolean {
  try {
    structuredClone(value)
    return !/SharedArrayBuffer|Map|Set|Symbol|Date\(NaN\)/.test(fc.stringify(value))
  } catch {
    return false
  }
}
