import { spawn } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { execute, waitFor } from './commands.mjs'
import { must } from './report.mjs'
import { experiments } from './steps-command-line.mjs'
import { NAME } from './steps-install.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./machine-user.mjs').User} User */
/** @typedef {import('./screen.mjs').Screen} Screen */

/** The window of the installed application, opened as a desktop does: by its command, by an ordinary user. */
export class InstalledWindow {
  /** @param {User} root @param {Screen} screen @param {string} [command] what is typed */
  constructor(root, screen, command = NAME) {
    this.root = root
    this.screen = screen
    this.command = command
    this.id = ''
    /** @type {import('node:child_process').ChildProcess | null} */
    this.child = null
  }

  /**
   * @param {{ urgent?: boolean, files?: string[] }} [options] urgent: before all else that runs on the machine, so that only
   *   the application's own work is measured
   * @returns {Promise<number>} milliseconds from the command to a window that can be seen
   */
  async open({ urgent = false, files = [] } = {}) {
    const start = this.root.asUser([this.command, ...files], { display: this.screen.display })
    const [command = '', ...args] = urgent ? ['chrt', '--rr', '20', ...start] : start
    const startedAt = performance.now()
    const child = spawn(command, args, { stdio: 'ignore' })
    this.child = child
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
    this.id = await this.screen.window(30)
    return performance.now() - startedAt
  }

  /** @param {string[]} keys */
  press(...keys) {
    return this.screen.press(this.id, ...keys)
  }

  /** As its menu does. @returns {Promise<unknown>} the exit code */
  async quit() {
    await this.press('ctrl+q')
    return Promise.race([this.ended, new Promise((resolve) => setTimeout(resolve, 20_000, 'it still runs'))])
  }

  /** Whatever happens. */
  kill() {
    this.child?.kill('SIGKILL')
  }
}

/** @param {InstalledWindow} window @param {number} count @param {{ urgent: boolean }} how @returns {Promise<number[]>} milliseconds each */
async function openingTimes(window, count, how) {
  const times = []
  for (let i = 0; i < count; i++) {
    times.push(await window.open(how))
    // Until it has drawn itself and takes keys.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const code = await window.quit()
    must(code === 0, `it quit with ${code}`)
  }
  return times
}

/** @param {number[]} times an odd number of them */
function median(times) {
  return [...times].sort((a, b) => a - b)[(times.length - 1) / 2] ?? Infinity
}

const listed = (/** @type {number[]} */ times) => `median ${median(times).toFixed(0)} ms of ${times.map((time) => time.toFixed(0)).join(', ')}`

/** The user's first start of it. @param {InstalledWindow} window */
export async function opensFirst(window) {
  const [time = Infinity] = await openingTimes(window, 1, { urgent: true })
  return `${time.toFixed(0)} ms, with nothing of a browser in the workspace yet`
}

/** @param {InstalledWindow} window @param {number} limit milliseconds */
export async function opensInTime(window, limit) {
  const times = await openingTimes(window, 5, { urgent: true })
  must(median(times) <= limit, `${listed(times)}: more than ${limit}`)
  return listed(times)
}

/** With whatever else the machine has to do. @param {InstalledWindow} window */
export async function opensBesideOthers(window) {
  return listed(await openingTimes(window, 3, { urgent: false }))
}

/** Sandboxed renderer, and no switch against it. @param {InstalledWindow} window */
export async function isSandboxed({ child }) {
  const processes = await processesBelow(child?.pid ?? 0)
  const renderer = processes.find(({ command }) => / --type=renderer /.test(command))
  must(renderer !== undefined, 'there is no renderer')
  must(!processes.some(({ command }) => / --(no-sandbox|disable-setuid-sandbox|no-zygote)( |$)/.test(command)), 'the sandbox is switched off')
  const status = await readFile(`/proc/${renderer?.pid}/status`, 'utf8')
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

/** Resumes the run that is in view, from the keyboard. @param {InstalledWindow} window */
export async function trainsInWindow(window) {
  await window.press('ctrl+Return')
  const run = await waitFor('the end of the training in the window', 120, async () => {
    const [run] = await experiments(window.root)
    return run?.status === 'completed' ? run : null
  }, 1000)
  return `resumed by Ctrl+Enter and completed: ${String(run.epochs)} epochs, val_loss ${run.best_val_loss ?? ''}`
}

/** What About says, as it is copied there. @param {InstalledWindow} window @param {string} version */
export async function about(window, version) {
  await window.press('ctrl+k')
  await window.screen.type(window.id, 'about')
  await window.press('Return')
  await new Promise((resolve) => setTimeout(resolve, 1000))
  // Licences, then Copy.
  await window.press('Tab', 'Return')
  const text = await waitFor('the clipboard', 10, async () => (await window.screen.clipboard()) || null)
  await window.press('Escape')
  for (const part of [`Version: ${version}`, 'Electron: ', 'Chromium ', 'Node ', 'TensorFlow: 2.', 'SQLite: 3.', `Workspace: /home/`]) {
    must(text.includes(part), `About does not say ${part}:\n${text}`)
  }
  return text.trim().split('\n').slice(0, 4).join('; ')
}

/** An upgrade under the open window: it is told, and ends in good order. @param {CleanRoot} root @param {InstalledWindow} window */
export async function isUpgradedUnder(root, window) {
  await root.asRoot(['apt-get', 'install', '--reinstall', '--yes', '--quiet', NAME])
  await waitFor('word of the update', 20, async () => ((await logOf(root)).some(({ message }) => /Another version was installed/.test(message)) ? true : null))
  const code = await window.quit()
  must(code === 0, `it quit with ${code}`)
  await window.open()
  return 'all files were replaced under it: it said so, quit with 0, and the new one opened'
}

/** @param {User} root @returns {Promise<{ level: string, message: string }[]>} */
async function logOf(root) {
  const lines = (await readFile(root.home('.local/share/manifold-workbench/workbench.log'), 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

/** The log has no error. @param {User} root */
export async function logIsClean(root) {
  const lines = await logOf(root)
  const errors = lines.filter(({ level }) => level !== 'info')
  must(errors.length === 0, errors.map(({ message }) => message).join('; '))
  return `${lines.length} lines, no warning, no error`
}
