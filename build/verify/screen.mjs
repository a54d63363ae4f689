import { spawn } from 'node:child_process'
import { execute, succeed, waitFor } from './commands.mjs'

/** A screen of its own, that nobody sees, and the hands at its keyboard. */
export class Screen {
  /** @param {import('node:child_process').ChildProcess} server @param {string} display */
  constructor(server, display) {
    this.server = server
    this.display = display
    this.env = { ...process.env, DISPLAY: display }
  }

  static async start() {
    // No access control: nothing but the root, which shares its socket, can reach it. No reset: while it begins anew behind the last
    // window that has closed, no other could open.
    const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-ac', '-noreset'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let number = ''
    server.stdout.setEncoding('utf8').on('data', (text) => (number += text))
    server.once('error', () => undefined)
    await waitFor('a virtual screen (Xvfb)', 10, () => Promise.resolve(number.includes('\n') ? true : null), 20)
    return new Screen(server, `:${number.trim()}`)
  }

  /** @returns {Promise<string | null>} the id of the application's window; null while none can be seen */
  async window() {
    const { stdout } = await execute(['xdotool', 'search', '--onlyvisible', '--name', 'Manifold Workbench$'], { env: this.env })
    return stdout.trim() === '' ? null : (stdout.trim().split('\n')[0] ?? null)
  }

  /** Presses keys as a keyboard does; without a window manager nobody else gives the window the focus. @param {string} window @param {string[]} keys as xdotool names them */
  async press(window, ...keys) {
    await succeed(['xdotool', 'windowfocus', '--sync', window], { env: this.env })
    for (const key of keys) {
      await succeed(['xdotool', 'key', '--clearmodifiers', key], { env: this.env })
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }

  /** @param {string} window @param {string} text */
  async type(window, text) {
    await succeed(['xdotool', 'windowfocus', '--sync', window], { env: this.env })
    await succeed(['xdotool', 'type', '--delay', '40', text], { env: this.env })
  }

  /** What was copied last. */
  async clipboard() {
    return (await execute(['xclip', '-selection', 'clipboard', '-out'], { env: this.env })).stdout
  }

  /** @param {string} file a PNG, of the whole screen */
  async picture(file) {
    await succeed(['import', '-silent', '-window', 'root', file], { env: this.env })
  }

  stop() {
    this.server.kill()
  }
}
