import { copyFileSync, existsSync, readdirSync, readFileSync, readlinkSync, renameSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeApplicationFolder, makeTestableFolder } from '../../../build/package/application-folder.mjs'
import { APPLICATION, NAME, TESTABLE } from '../../../build/package/names.mjs'
import { sandboxSwitches, type Program } from './launch.ts'

const bundle = resolve(import.meta.dirname, '../../../out/main/index.js')
const archive = join(APPLICATION, 'resources/app.asar')
const executable = join(TESTABLE, NAME)

/** Packs the bundle that is there, if that has not been done: as it is shipped, but for the fuse that lets a driver in. */
export async function packApplication(): Promise<void> {
  if (existsSync(executable) && statSync(archive).mtimeMs > statSync(bundle).mtimeMs) return
  await makeApplicationFolder()
  await makeTestableFolder()
}

/** How the packed application is started on a workspace. */
export function packedProgram(workspace: string): Program {
  return { executable, args: [...sandboxSwitches, '--workspace', workspace] }
}

/** Puts a binary in the place of the one that runs, as dpkg does when it upgrades. */
export function replacePackedProgram(): void {
  const copy = `${executable}.dpkg-new`
  copyFileSync(executable, copy)
  renameSync(copy, executable)
}

/** The main processes of the packed application on a workspace. */
export function packedProcesses(workspace: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPacked(name, workspace))
    .map(Number)
}

function isPacked(pid: string, workspace: string): boolean {
  try {
    // Chromium writes its arguments in one piece.
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return readlinkSync(`/proc/${pid}/exe`) === executable && command.includes(` --workspace ${workspace}`) && !command.includes(' --type=')
  } catch {
    // It has ended, or is not ours to look at.
    return false
  }
}
