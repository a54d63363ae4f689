import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { execute } from './commands.mjs'

/** Nobody: who owns nothing. */
const ID = 65534

/** @typedef {Pick<MachineUser, 'asUser' | 'run' | 'home'>} User an ordinary one, of the machine or of the clean root */

/** An ordinary user of the machine itself, with a home that goes with the verification, and no network. */
export class MachineUser {
  /** @param {string} home made here */
  constructor(home) {
    this.folder = home
    mkdirSync(home, { recursive: true })
    chownSync(home, ID, ID)
  }

  /** @param {readonly string[]} argv @param {{ display?: string, environment?: string[] }} [options] */
  asUser(argv, { display, environment = [] } = {}) {
    const variables = [`HOME=${this.folder}`, 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8', ...environment]
    if (display !== undefined) variables.push(`DISPLAY=${display}`)
    const user = ['setpriv', `--reuid=${ID}`, `--regid=${ID}`, '--clear-groups', 'env', '-i', '-C', this.folder, ...variables]
    return ['unshare', '--net', ...user, ...argv]
  }

  /** @param {string} path */
  home(path) {
    return join(this.folder, path)
  }

  /** @param {readonly string[]} argv @param {Parameters<typeof execute>[1]} [options] */
  run(argv, options) {
    return execute(this.asUser(argv), options)
  }
}
