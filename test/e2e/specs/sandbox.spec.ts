import { readdirSync, readFileSync } from 'node:fs'
import { importSmallDataset, trainOnSmallDataset } from '../support/small-dataset.ts'
import { asOrdinaryUser, canBecomeOrdinary } from '../support/ordinary-user.ts'
import { expect, test } from '../support/test.ts'

/** What the kernel says of a process and of all below it: each value by its name, and the command. */
function processesBelow(pid: number): Map<string, string>[] {
  const told = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8').trim()
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) => told(`task/${thread}/children`).split(' ').filter(Boolean).map(Number))
    const status = told('status').split('\n').map((line) => line.split(':\t'))
    const own = new Map([...status.map(([name = '', value = '']) => [name, value.trim()] as const), ['command', told('cmdline').replaceAll('\0', ' ')]])
    return [own, ...children.flatMap(processesBelow)]
  } catch {
    // It has ended meanwhile.
    return []
  }
}

test('an ordinary user’s page is sandboxed by the kernel: a filter of system calls, no rights, process ids of its own', async ({ start, workspace: folder }) => {
  test.skip(!canBecomeOrdinary, 'only root can become an ordinary user, and only where such users may have namespaces')
  const { program, workspace: own } = asOrdinaryUser(folder)
  const { app, child, page, expectClean, quit } = await start({ workspace: own, program })
  expect(await app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false)
  const pages = processesBelow(child.pid ?? 0).filter((each) => each.get('command')?.includes('--type=renderer'))
  expect(pages.length).toBeGreaterThan(0)
  for (const each of pages) {
    expect(each.get('Uid')?.split('\t')).toEqual(['65534', '65534', '65534', '65534'])
    expect(each.get('Seccomp')).toBe('2')
    expect(each.get('NoNewPrivs')).toBe('1')
    expect(each.get('CapEff')).toBe('0000000000000000')
    expect(each.get('NSpid')?.split('\t').length).toBeGreaterThan(1)
    expect(each.get('command')).not.toMatch(/--(no-sandbox|disable-\S*sandbox)/)
  }
  // All of it works in there.
  await importSmallDataset(app, page, folder)
  const observe = await trainOnSmallDataset(page, { name: 'Ordinary', epochs: 2 })
  await expect(observe.status('Completed')).toBeVisible({ timeout: 60_000 })
  await expectClean()
  expect(await quit()).toBe(0)
})
