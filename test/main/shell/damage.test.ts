import type { MessageBoxOptions } from 'electron'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { offerCopy } from '../../../src/main/shell/damage.ts'
import { makeCopy } from '../../../src/main/store/copies.ts'
import { Store } from '../../../src/main/store/store.ts'
import { WorkspaceLock } from '../../../src/main/store/workspace-lock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, newExperiment } from '../store/support/records.ts'

const folder = temporaryFolder('damage')
const silent = { reached: () => Promise.resolve() }

function damagedDatabase(): { file: string; damage: () => void } {
  const file = databaseIn(folder)
  const store = Store.open(file)
  newExperiment(store)
  store.close()
  return { file, damage: () => truncateSync(file, 40_000) }
}

it('puts the copy back when the user asks for it, once nobody has the database open', async () => {
  const { file, damage } = damagedDatabase()
  await makeCopy(file, silent)
  damage()
  const calls: string[] = []
  const ask = (options: MessageBoxOptions) => {
    calls.push(`${options.message}: ${String(options.detail)} ${String(options.buttons?.join('/'))}`)
    return Promise.resolve(options.defaultId ?? -1)
  }
  const release = () => Promise.resolve(void calls.push('released'))
  expect(await offerCopy({ database: file, findings: ['it is short'] }, { ask, release, otherwise: 'Quit', serves: false })).toBe('restored')
  expect(calls).toEqual([expect.stringMatching(/^The workspace is damaged: it is short\n\nThere is a copy from .* Restore Copy\/Quit$/s), 'released'])
  const store = Store.open(file)
  expect(store.experiments.list()).toHaveLength(1)
  store.close()
})

it('leaves everything as it is when the user does not, or there is no copy', async () => {
  const { file, damage } = damagedDatabase()
  damage()
  const texts: string[] = []
  const offer = (answer: number) => ({
    ask: ({ detail = '', buttons = [] }: MessageBoxOptions) => {
      texts.push(`${detail} ${buttons.join('/')}`)
      return Promise.resolve(answer)
    },
    release: () => Promise.reject(new Error('released')),
    otherwise: 'Later',
    serves: true,
  })
  const findings = Array.from({ length: 7 }, (_, index) => `finding ${index}`)
  expect(await offerCopy({ database: file, findings }, offer(0))).toBe('declined')
  expect(texts[0]).toMatch(/finding 4\nand 2 more\n\nThere is no copy of it\..* Later$/s)
})

it('proposes to leave a workspace that serves as it is', async () => {
  const { file } = damagedDatabase()
  await makeCopy(file, silent)
  const ask = ({ buttons, defaultId }: MessageBoxOptions) => {
    expect(buttons?.[defaultId ?? -1]).toBe('Later')
    return Promise.resolve(defaultId ?? -1)
  }
  const release = () => Promise.reject(new Error('released'))
  expect(await offerCopy({ database: file, findings: ['one number'] }, { ask, release, otherwise: 'Later', serves: true })).toBe('declined')
})

it.each([
  ['another program works there', 'Another program works in this workspace', (file: string) => WorkspaceLock.acquire(dirname(file))],
  ['the copy is damaged, too', 'cannot|damaged|not a', (file: string) => {
    writeFileSync(`${file}.backup`, 'something else '.repeat(10_000))
    return null
  }],
])('says why nothing was restored, and leaves the database as it is, where %s', async (_, reason, obstruct) => {
  const { file, damage } = damagedDatabase()
  await makeCopy(file, silent)
  damage()
  const lock = obstruct(file)
  const before = readFileSync(file)
  const told: string[] = []
  const ask = ({ message, detail = '' }: MessageBoxOptions) => Promise.resolve(told.push(`${message}: ${detail}`) - 1)
  expect(await offerCopy({ database: file, findings: ['it is short'] }, { ask, release: () => Promise.resolve(), otherwise: 'Later', serves: true })).toBe('failed')
  expect(told[1]).toMatch(new RegExp(`^The copy could not be restored: .*(${reason})`))
  expect(readFileSync(file).equals(before)).toBe(true)
  lock?.release()
})
