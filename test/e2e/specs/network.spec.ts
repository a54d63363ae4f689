import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { LatentPage } from '../pages/latent-page.ts'
import { WorkbenchWindow } from '../pages/window.ts'
import { launchArguments } from '../support/launch.ts'
import { readNetLog } from '../support/net-log.ts'
import { outsideSockets } from '../support/open-sockets.ts'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { expect, test } from '../support/test.ts'

const electron = resolve(import.meta.dirname, '../../../node_modules/electron/dist/electron')

test('a whole session asks nothing of any network', async ({ start, workspace }) => {
  test.setTimeout(240_000)
  const log = join(workspace, 'net-log.json')
  const workbench = await start({ switches: [`--log-net-log=${log}`, '--net-log-capture-mode=Everything'] })
  const { app, page, child } = workbench
  const sockets = new Set<string>()
  const watch = setInterval(() => {
    for (const socket of outsideSockets(child.pid ?? 0)) sockets.add(socket)
  }, 1000)
  await app.evaluate(({ session, app }) => {
    const requests: string[] = []
    const connections: string[] = []
    Object.assign(globalThis, { requests, connections })
    const listen = (each: Electron.Session) => each.webRequest.onSendHeaders(({ url }) => void requests.push(url))
    listen(session.defaultSession)
    app.on('session-created', listen)
    // Of Node's own clients in the main process.
    const { subscribe } = process.getBuiltinModule('node:diagnostics_channel')
    for (const channel of ['net.client.socket', 'http.client.request.start', 'undici:request:create']) subscribe(channel, () => connections.push(channel))
  })

  await importSmallDataset(app, page, workspace)
  const observe = await trainOnSmallDataset(page, { name: 'Rows', epochs: 3, everySnapshot: true })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 120_000 })
  const latent = new LatentPage(page)
  await latent.open()
  const { x, y } = await latent.at(0, 0)
  await page.mouse.click(x, y)
  await expect(latent.decodedPoint).toBeVisible()
  const window = new WorkbenchWindow(page)
  for (const name of ['Scalars', 'Compare', 'Data', 'Export']) await window.pageButton(name).click()
  await window.press(app, 'Help', 'About Manifold Workbench')
  await expect(window.about).toBeVisible()

  const heard = await app.evaluate(() => {
    const { requests, connections } = globalThis as unknown as { requests: string[]; connections: string[] }
    return { requests, connections }
  })
  clearInterval(watch)
  await workbench.expectClean()
  await workbench.quit()
  expect(heard.connections).toEqual([])
  expect(heard.requests.filter((url) => !/^(app:\/\/bundle\/|blob:|data:)/.test(url))).toEqual([])
  expect([...sockets]).toEqual([])
  const { urls, outward, events } = readNetLog(log)
  // The log has been kept: the service has started.
  expect(events).toBeGreaterThan(0)
  expect(urls.filter((url) => !/^(app:\/\/bundle|blob:|data:|devtools:)/.test(url))).toEqual([])
  expect(outward).toEqual([])
})

/** In a network of its own that leads nowhere the kernel counts whatever anybody in it tries to send. */
const canUnshare = existsSync('/usr/bin/unshare') && (() => {
  try {
    execFileSync('unshare', ['-rn', 'true'])
    return true
  } catch {
    return false
  }
})()

test('the kernel counts not one packet while the window starts and stands', ({ workspace }) => {
  test.skip(!canUnshare, 'this machine does not allow networks of one’s own')
  const environment = { ...process.env }
  delete environment.ELECTRON_RUN_AS_NODE
  const run = (command: readonly string[]) => {
    // Root within, where Chromium's sandbox refuses to work.
    const script = '"$@" >/dev/null 2>&1 & sleep 12; kill -0 $! && cat /proc/net/snmp; kill $!; wait $!; true'
    return counters(execFileSync('unshare', ['-rn', 'sh', '-c', script, 'sh', ...command], { env: environment, encoding: 'utf8' }))
  }
  const own = run([electron, '--no-sandbox', ...launchArguments(workspace).filter((each) => each !== '--no-sandbox')])
  expect(own).toEqual({ TcpActiveOpens: 0, UdpOutDatagrams: 0, IpOutNoRoutes: 0, IpOutRequests: own.IpOutRequests })
  expect(own.IpOutRequests).toBe(0)
})

/** Named as the kernel names them. */
function counters(snmp: string) {
  const value = (protocol: string, name: string) => {
    const [names = '', values = ''] = snmp.split('\n').filter((line) => line.startsWith(`${protocol}: `))
    const at = names.split(' ').indexOf(name)
    return at < 0 ? NaN : Number(values.split(' ')[at])
  }
  return {
    ...{ TcpActiveOpens: value('Tcp', 'ActiveOpens'), UdpOutDatagrams: value('Udp', 'OutDatagrams') },
    ...{ IpOutNoRoutes: value('Ip', 'OutNoRoutes'), IpOutRequests: value('Ip', 'OutRequests') },
  }
}
