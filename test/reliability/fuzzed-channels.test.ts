import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes } from '../../src/shared/errors.ts'
import { requestChannels, type RequestChannel } from '../../src/shared/contract/channels.ts'
import { Connection } from '../../src/main/store/connection.ts'
import { seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { Channels } from './support/channels.ts'
import { fittingRequests, type Known } from './support/fitting-requests.ts'
import { hostileRequests } from './support/hostile-values.ts'

/*
 * Every request channel, with its real handler on a real workspace: a run that was trained, its snapshots, the inference
 * process, threads for exports and imports. Whatever comes in, the answer is a value or an error of a known kind, and what
 * is refused has changed nothing.
 */

const known = new Set<string>(errorCodes)
/** Inputs between two looks at all files of the workspace; at the database is looked after each. */
const lookEvery = 1000

/** What writes where the user says: nothing of the workspace, whatever is accepted. */
const writes: readonly RequestChannel[] = ['exports:start', 'files:save']
const onlyOutside: readonly RequestChannel[] = [...writes, 'exports:begin-video']

describe('hostile requests on every channel', () => {
  let channels: Channels
  let ids: Known
  let watch: Connection
  const escaped: unknown[] = []
  const note = (thrown: unknown) => void escaped.push(thrown)

  beforeAll(async () => {
    process.on('uncaughtException', note)
    process.on('unhandledRejection', note)
    channels = await Channels.open(join(temporaryFolder('fuzzed'), 'workspace'))
    ids = await channels.prepare()
    watch = Connection.open(join(channels.workspace, 'workbench.sqlite'), { readOnly: true })
  }, 120_000)

  afterAll(async () => {
    watch.close()
    await channels.close()
    process.off('uncaughtException', note)
    process.off('unhandledRejection', note)
  })

  /** Changes with every commit of another connection, and with nothing else. */
  const version = () => Number(watch.pragma('data_version'))

  it.each(requestChannels)('%s', async (channel) => {
    const tally = new Tally({ title: `Hostile requests: ${channel}`, unit: 'inputs', short: 200, long: 10_000 })
    let before = version()
    let files = filesOf(channels.workspace)
    let accepted = 0
    const requests = fc.sample(hostileRequests(fittingRequests(ids)[channel]), { numRuns: tally.planned, seed })
    for (const [index, request] of requests.entries()) {
      const answer = await channels.request(channel, request)
      tally.count()
      const say = (what: string) => tally.lose(`${channel}, input ${index} (${fc.stringify(request).slice(0, 300)}): ${what}`)
      if (answer.ok) {
        accepted += Number(!onlyOutside.includes(channel))
        const wrong = await channels.settle(channel, request, answer.value)
        if (wrong !== null) say(wrong)
        if (onlyOutside.includes(channel) && version() !== before) say('it writes elsewhere, and the database has changed')
      } else {
        if (!known.has(answer.error.code) || answer.error.code === 'internal') say(`${answer.error.code}: ${answer.error.message}`)
        if (version() !== before) say(`refused as ${answer.error.code}, and the database has changed`)
      }
      before = version()
      const look = index % lookEvery === lookEvery - 1 || index === requests.length - 1
      if (!look) continue
      const now = filesOf(channels.workspace)
      if (accepted === 0 && now !== files) say('nothing was accepted, and the workspace’s files have changed')
      files = now
      accepted = 0
    }
    if (writes.includes(channel) && channels.written === 0) tally.lose(`${channel}: nothing came as far as being written`)
    channels.written = 0
    for (const thrown of escaped.splice(0)) tally.lose(`${channel}: thrown past the answer: ${String(thrown)}`)
    // The one that fits is still answered.
    expect(await channels.request('experiments:list', undefined)).toMatchObject({ ok: true })
    expect(watch.pragma('quick_check')).toBe('ok')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    tally.finish()
  })

  it('files:dropped, which only the preload script can send on', () => {
    const tally = new Tally({ title: 'Hostile requests: files:dropped', unit: 'inputs', short: 200, long: 10_000 })
    const there = [join(channels.workspace, 'workbench.sqlite'), `${channels.workspace}-idx/train-images-idx3-ubyte`]
    const files = filesOf(channels.workspace)
    const fitting = [there, [...there, channels.workspace, '/nonesuch'], there.slice(1)]
    let dropped = 0
    for (const [index, request] of fc.sample(hostileRequests(fitting), { numRuns: tally.planned, seed }).entries()) {
      const say = (what: string) => tally.lose(`files:dropped, input ${index} (${fc.stringify(request).slice(0, 300)}): ${what}`)
      try {
        const paths = channels.drop(request)
        dropped += paths.length
        for (const path of paths) if (!(request as unknown[]).includes(path) || !statSync(path).isFile()) say(`hands over ${path}`)
        channels.trusted = false
        if (channels.drop(request).length > 0) say('takes it from anybody')
      } catch (thrown) {
        say(String(thrown))
      }
      channels.trusted = true
      tally.count()
    }
    if (dropped === 0) tally.lose('files:dropped: nothing was taken')
    if (filesOf(channels.workspace) !== files) tally.lose('files:dropped: the workspace’s files have changed')
    tally.finish()
  })

  it('the inference process has not died of it', () => {
    expect(channels.inferenceExits).toEqual([])
  })

  it('has a fitting request for every channel, and it is answered', async () => {
    const refused: string[] = []
    for (const channel of requestChannels satisfies readonly RequestChannel[]) {
      const [fitting] = fittingRequests(ids)[channel]
      const answer = await channels.request(channel, fitting)
      // What only works while something runs is refused in so many words.
      if (!answer.ok && answer.error.code === 'invalid-parameter') refused.push(`${channel}: ${answer.error.message}`)
    }
    expect(refused).toEqual([])
  })
})

/** Names, sizes and contents of a workspace's files, but of the log and what SQLite itself keeps beside the database. */
function filesOf(folder: string): string {
  const digest = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(folder, name)
    if (/workbench\.(log.*|sqlite-(wal|shm))$/.test(name) || !statSync(file).isFile()) continue
    digest.update(`${name}\0`).update(readFileSync(file))
  }
  return digest.digest('hex')
}
