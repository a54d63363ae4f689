import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Context, Purpose } from '../../build/setup/context.mjs'
import { electron } from '../../build/setup/electron.mjs'
import { SetupError } from '../../build/setup/errors.mjs'
import { prerequisites } from '../../build/setup/needs.mjs'
import { stamp } from '../../build/setup/placement.mjs'
import { sqlite, sqliteBuild, sqliteKey } from '../../build/setup/sqlite.mjs'
import { TENSORFLOW_KEY } from '../../build/setup/tensorflow.mjs'
import { sendFile } from './support/file-server.ts'
import { cloneWithElectron, release, VERSION } from './support/official-electron.ts'
import { pathWith } from './support/path.ts'

/** Of Node 22.14 and later, and of 20.19 and later. */
const [NEW_NODE, OLD_NODE] = [10, 9]
const PYTHON_ONLY = { python3: 'exit 0', 'apt-get': 'exit 0' }
const MISSING = 'missing on this machine: a C++ compiler (c++ or g++), make'
type Behaviour = Parameters<typeof cloneWithElectron>[0]
const offered: Behaviour = (request, response) => sendFile(request, response, release)
const refused: Behaviour = (_request, response) => response.writeHead(403).end()

interface Options {
  purpose?: Purpose
  programs?: Record<string, string>
}

/** TensorFlow is in the cache, so that nothing has to be fetched for it. */
async function clone(behaviour: Behaviour, nodeApi: number, { purpose = 'start', programs = PYTHON_ONLY }: Options = {}) {
  const prepared = await cloneWithElectron(behaviour, pathWith(programs), { nodeApi, purpose })
  await prepared.context.cache.make(TENSORFLOW_KEY, (files) => {
    writeFileSync(join(files, 'library'), '')
    return Promise.resolve()
  })
  return prepared
}

async function refusal(context: Context): Promise<SetupError> {
  const error: unknown = await prerequisites.run(context).catch((reason: unknown) => reason)
  if (error instanceof SetupError) return error
  throw new Error('nothing was refused', { cause: error })
}

describe('a compiler', () => {
  it('is not asked for where the official Electron can be had and Node is new enough', async () => {
    const { context } = await clone(offered, NEW_NODE)
    expect(await prerequisites.isDone(context)).toBe(false)
    expect(await prerequisites.run(context)).toBe(`prerequisites: Node ${process.versions.node}`)
    expect(await electron.run(context)).toBe(`Electron ${VERSION}, the official release`)
    expect(await sqlite.isDone(context)).toBe(true)
    expect(await prerequisites.isDone(context)).toBe(true)
  })

  it('is asked for before anything is downloaded where the runtime from npm has to serve', async () => {
    const { context, server } = await clone(refused, NEW_NODE)
    const { message, advice } = await refusal(context)
    expect(message).toMatch(`${MISSING}; better-sqlite3 has to be built for Electron 33.2.1, the runtime from npm, since the official ${VERSION} cannot be had (`)
    expect(message).toMatch(/answered 403\)$/)
    expect(advice).toMatch(/apt-get install -y g\+\+ make$/)
    // What was learned is remembered.
    expect(await electron.run(context)).toMatch(/^Electron 33/)
    expect(server.ranges).toHaveLength(1)
    expect((await refusal(context)).message).toBe(`${MISSING}; better-sqlite3 has to be built for Electron 33.2.1, which is in place`)
  })

  it('is asked for where the runtime from npm is wished for', async () => {
    const { context, server } = await clone(offered, NEW_NODE)
    context.environment.MANIFOLD_WORKBENCH_ELECTRON = 'fallback'
    expect((await refusal(context)).message).toMatch(/the runtime from npm, as MANIFOLD_WORKBENCH_ELECTRON asks$/)
    expect(server.ranges).toEqual([])
  })

  it('is asked for where this Node is too old, without asking for Electron', async () => {
    const { context, server } = await clone(offered, OLD_NODE)
    expect((await refusal(context)).message).toBe(
      `${MISSING}; better-sqlite3 has to be built for Node ${process.versions.node} (from 22.14 on, nothing has to be built)`,
    )
    expect(server.ranges).toEqual([])
  })

  it('is not asked for by the command line, which needs no Electron', async () => {
    const { context, server } = await clone(refused, NEW_NODE, { purpose: 'workbench' })
    expect(await prerequisites.isDone(context)).toBe(true)
    expect(server.ranges).toEqual([])
  })

  it('is found, and no host asked, where it is there', async () => {
    const tools = { 'c++': 'exit 0', make: 'exit 0', python3: 'exit 0' }
    const { context, server } = await clone(refused, NEW_NODE, { programs: tools })
    expect(await prerequisites.run(context)).toBe(`prerequisites: Node ${process.versions.node}`)
    expect(server.ranges).toEqual([])
    const old = await clone(refused, OLD_NODE, { programs: tools })
    expect(await prerequisites.run(old.context)).toMatch(/, compiler, make, python$/)
  })

  it('is asked for, too, where the official Electron fails only while it is downloaded', async () => {
    const { context } = await clone((request, response, count) => {
      if (count === 1) sendFile(request, response, release)
      else refused(request, response, count)
    }, NEW_NODE)
    await prerequisites.run(context)
    expect(await electron.run(context)).toMatch(/^Electron 33/)
    await expect(sqlite.run(context)).rejects.toThrow(`${MISSING}; better-sqlite3 has to be built for Electron 33.2.1`)
  })
})

describe('what is in place', () => {
  it('asks for nothing, though the cache was deleted', async () => {
    const { context } = await clone(refused, OLD_NODE, { purpose: 'workbench', programs: {} })
    const placed = { tensorflow: ['@tensorflow', 'tfjs-node', 'deps', 'lib'], 'better-sqlite3': ['better-sqlite3', 'build', 'Release'] }
    expect((await refusal(context)).message).toMatch(MISSING)
    for (const [name, parts] of Object.entries(placed)) {
      mkdirSync(context.inModules(...parts), { recursive: true })
      writeFileSync(context.inModules(...parts, 'library'), '')
      await stamp(context.moduleStamp(name), name === 'tensorflow' ? TENSORFLOW_KEY : await sqliteKey(context), context.inModules(...parts))
    }
    rmSync(context.cache.folder, { recursive: true })
    expect(await prerequisites.isDone(context)).toBe(true)
  })
})

describe('Python', () => {
  it('is asked for with pip where TensorFlow has to be fetched, and no compiler with it', async () => {
    const { context } = await cloneWithElectron(offered, pathWith({ 'apt-get': 'exit 0' }), { nodeApi: NEW_NODE, purpose: 'workbench' })
    const { message, advice } = await refusal(context)
    expect(message).toBe('missing on this machine: Python 3 (python3), pip for Python 3')
    expect(advice).toMatch(/apt-get install -y python3 python3-pip$/)
  })
})

describe('a better-sqlite3 that was built', () => {
  it('goes where the one in its package serves', async () => {
    const { context } = await clone(offered, NEW_NODE)
    const folder = context.inModules('better-sqlite3', 'build', 'Release')
    mkdirSync(folder, { recursive: true })
    await electron.run(context)
    expect(await sqlite.isDone(context)).toBe(false)
    expect(await sqlite.run(context)).toBeNull()
    expect(existsSync(folder)).toBe(false)
    expect(await sqliteBuild(context)).toBe('no')
  })
})
