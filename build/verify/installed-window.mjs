import { spawn } from 'node:child_process'
import { waitFor } from './commands.mjs'
import { must } from './report.mjs'
import { NAME } from './steps-install.mjs'

/** @typedef {import('./machine-user.mjs').User} User */
/** @typedef {import('./screen.mjs').Screen} Screen */

/** The window of the installed application, opened as a desktop does, by its command, and worked by the keyboard only. */
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
   * @param {{ urgent?: boolean }} [options] urgent: before all else that runs on the machine, so that only the application's own
   *   work is measured
   * @returns {Promise<number>} milliseconds from the command to a window that can be seen
   */
  async open({ urgent = false } = {}) {
    const start = this.root.asUser([this.command], { display: this.screen.display })
    const [command = '', ...args] = urgent ? ['chrt', '--rr', '20', ...start] : start
    const startedAt = performance.now()
    const child = spawn(command, args, { stdio: 'ignore' })
    this.child = child
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
    this.id = await waitFor('the window', 30, async () => {
      must(child.exitCode === null && child.signalCode === null, `it ended before its window came: ${child.exitCode ?? child.signalCode}`)
      return this.screen.window()
    }, 10)
    const time = performance.now() - startedAt
    await this.says('a page that takes keys', (text) => text !== '')
    return time
  }

  /** @param {string[]} keys */
  press(...keys) {
    return this.screen.press(this.id, ...keys)
  }

  /**
   * What can be selected in view, or in the field that has the keyboard: as it is copied. Where there is nothing, what was copied
   * last.
   */
  async text() {
    await this.press('ctrl+a', 'ctrl+c')
    return this.screen.clipboard()
  }

  /**
   * Waits until the window says something.
   * @param {string} what for the error
   * @param {(text: string) => boolean} isSaid
   */
  says(what, isSaid) {
    return waitFor(what, 30, async () => {
      const text = await this.text()
      return isSaid(text) ? text : null
    })
  }

  /** Types into the field that is to have the keyboard, as soon as it has it. @param {string} text letters */
  async fill(text) {
    await waitFor(`a field that takes “${text}”`, 30, async () => {
      await this.press('ctrl+a')
      await this.screen.type(this.id, text)
      return (await this.text()) === text ? true : null
    })
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
