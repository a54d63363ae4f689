import { readFile, readlink } from 'node:fs/promises'
import { execute, waitFor } from './commands.mjs'
import { must } from './report.mjs'
import { NAME } from './steps-install.mjs'

/** @typedef {import('./installed-window.mjs').InstalledWindow} InstalledWindow */

/** Sandboxed renderer, and no switch against it. @param {InstalledWindow} window */
export async function isSandboxed({ child }) {
  const { processes, renderer } = await waitFor('a renderer', 10, async () => {
    const processes = await processesBelow(child?.pid ?? 0)
    const renderer = processes.find(({ command }) => / --type=renderer /.test(command))
    return renderer === undefined ? null : { processes, renderer }
  })
  must(!processes.some(({ command }) => / --(no-sandbox|disable-setuid-sandbox|no-zygote)( |$)/.test(command)), 'the sandbox is switched off')
  const status = await readFile(`/proc/${renderer.pid}/status`, 'utf8')
  must(/^Seccomp:\s*2$/m.test(status), 'the renderer has no seccomp filter')
  must(/^NSpid:\s*\d+\s+\d+/m.test(status), 'the renderer shares the process ids')
  return `${processes.length} processes, the renderer in namespaces of its own behind a seccomp filter`
}

/**
 * What runs of the workbench below a process.
 * @param {number} pid
 * @returns {Promise<{ pid: number, command: string }[]>}
 */
async function processesBelow(pid) {
  const { stdout } = await execute(['pgrep', '--parent', String(pid)])
  const below = await Promise.all(stdout.split('\n').filter(Boolean).map((child) => processesBelow(Number(child))))
  const executable = await readlink(`/proc/${pid}/exe`).catch(() => '')
  // Those that the zygote forks write their arguments in one piece.
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
  return [...(executable.endsWith(`/lib/${NAME}/${NAME}`) ? [{ pid, command }] : []), ...below.flat()]
}
