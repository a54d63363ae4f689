import { cp, link, readdir, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { ROOT } from '../setup/context.mjs'
import { run } from '../setup/run.mjs'
import { wrongFuses } from './fuses.mjs'
import { APPLICATION, NAME, TESTABLE } from './names.mjs'

/** Has electron-builder make the application's folder, pruned, stripped, fuses set. */
export async function makeApplicationFolder() {
  await rm(APPLICATION, { recursive: true, force: true })
  const builder = join(ROOT, 'node_modules/electron-builder/cli.js')
  await run(process.execPath, [builder, '--linux', 'dir', '--x64', '--config', 'electron-builder.config.mjs', '--publish', 'never'], {
    cwd: ROOT,
    // Hard links into the cache of set-up would be changed with it.
    env: { ...process.env, USE_HARD_LINKS: 'false' },
    what: 'electron-builder',
  })
  const wrong = await wrongFuses(join(APPLICATION, NAME))
  if (wrong.length > 0) throw new Error(`the fuses of the packed application are wrong: ${wrong.join('; ')}`)
}

/** Costs no more than the executable: the rest are links to the same files. */
export async function makeTestableFolder() {
  const [from, to] = [APPLICATION, TESTABLE]
  await rm(to, { recursive: true, force: true })
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    const target = join(to, entry.parentPath.slice(from.length), entry.name)
    if (entry.isDirectory()) await mkdir(target, { recursive: true })
  }
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) continue
    const source = join(entry.parentPath, entry.name)
    await link(source, join(to, source.slice(from.length)))
  }
  const executable = join(to, NAME)
  await rm(executable)
  await cp(join(from, NAME), executable)
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true })
}
