import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execute, succeed } from './commands.mjs'
import { debianCodename } from './debian.mjs'

/** An ordinary user of the root. */
const USER = 'someone'
const HOME = `/home/${USER}`

/**
 * A Debian with nothing but what Debian cannot do without, in a folder of its own. It is mounted in a mount namespace of this
 * process (see verify.mjs), so nothing of it stays mounted, however this process ends.
 */
export class CleanRoot {
  /** @param {string} folder empty */
  constructor(folder) {
    this.folder = folder
  }

  /** Fills the folder from the machine's own package source. @returns {Promise<string>} what it is */
  async make() {
    const { codename, mirror } = await packageSource()
    await succeed(['debootstrap', '--variant=minbase', codename, this.folder, mirror])
    for (const [type, path, options] of [
      ['proc', 'proc', 'nosuid,nodev,noexec'],
      ['sysfs', 'sys', 'ro,nosuid,nodev,noexec'],
      ['devpts', 'dev/pts', 'newinstance,ptmxmode=0666'],
      ['tmpfs', 'dev/shm', 'mode=1777'],
    ]) {
      await mkdir(join(this.folder, path ?? ''), { recursive: true })
      await succeed(['mount', '-t', type ?? '', '-o', options ?? '', 'none', join(this.folder, path ?? '')])
    }
    // Nothing that a dependency brings is to be started as a service.
    await writeFile(join(this.folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    await this.asRoot(['useradd', '--create-home', '--shell', '/bin/sh', USER])
    return `${codename}, minbase, from ${mirror}`
  }

  /** Shows a folder of the machine inside, to be read only. @param {string} source @param {string} path inside */
  async show(source, path) {
    const target = join(this.folder, path)
    await mkdir(target, { recursive: true })
    await succeed(['mount', '--bind', source, target])
    await succeed(['mount', '-o', 'remount,bind,ro', target])
  }

  /** The same for a folder in which sockets are written to. @param {string} source @param {string} path inside */
  async share(source, path) {
    await mkdir(join(this.folder, path), { recursive: true })
    await succeed(['mount', '--bind', source, join(this.folder, path)])
  }

  /** @param {readonly string[]} argv */
  asRoot(argv) {
    return succeed(['chroot', this.folder, '/usr/bin/env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'DEBIAN_FRONTEND=noninteractive', ...argv])
  }

  /**
   * How to run something as the ordinary user in the root: without any network, and no display unless one is named.
   * @param {readonly string[]} argv
   * @param {{ display?: string, environment?: string[] }} [options]
   */
  asUser(argv, { display, environment = [] } = {}) {
    const variables = [`HOME=${HOME}`, `USER=${USER}`, 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8', ...environment]
    if (display !== undefined) variables.push(`DISPLAY=${display}`)
    const user = ['chroot', `--userspec=${USER}:${USER}`, this.folder, '/usr/bin/env', '-i', '-C', HOME, ...variables]
    return ['unshare', '--net', ...user, ...argv]
  }

  /** What was placed in the user's home. @param {string} path */
  giveToUser(path) {
    return this.asRoot(['chown', '--recursive', `${USER}:${USER}`, join(HOME, path)])
  }

  /** A file of the user's home, seen from the machine. @param {string} path */
  home(path) {
    return join(this.folder, HOME, path)
  }

  /** A program of the package, run by the user to its end. @param {readonly string[]} argv @param {Parameters<typeof execute>[1]} [options] */
  run(argv, options) {
    return execute(this.asUser(argv), options)
  }
}

/** Where the machine itself gets its packages from. */
async function packageSource() {
  const codename = debianCodename()
  if (codename === null) throw new Error('this machine is no Debian')
  const targets = await succeed(['apt-get', 'indextargets', '--format', '$(SITE) $(CODENAME) $(COMPONENT)'])
  const found = targets.split('\n').map((line) => line.split(' ')).find(([, suite, component]) => suite === codename && component === 'main')
  const mirror = found?.[0]
  if (mirror === undefined) throw new Error(`apt has no source of ${codename}: run apt-get update`)
  return { codename, mirror }
}
