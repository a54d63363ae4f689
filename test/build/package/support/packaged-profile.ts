import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const sources = new URL('../../../../build/package/', import.meta.url)
const NAME = 'manifold-workbench'

/** The package's own scripts in a root of their own, and a parser of AppArmor profiles that says what the test wants. */
export class PackagedProfile {
  readonly installed = 'etc/apparmor.d/manifold-workbench'
  private readonly shipped = `usr/share/${NAME}/apparmor/${NAME}`

  constructor(private readonly folder: string) {}

  /** A system on which the package was never installed. */
  reset(): void {
    rmSync(this.folder, { recursive: true, force: true })
    this.write('etc/apparmor.d/other', 'another profile')
    // AppArmor is on.
    mkdirSync(join(this.folder, 'sys/kernel/security/apparmor'), { recursive: true })
    this.unpack(readFileSync(new URL('linux/manifold-workbench.apparmor', sources), 'utf8'))
  }

  unpack(profile: string): void {
    this.write(this.shipped, profile)
  }

  /** @param knows whether it takes the shipped profile; null: there is no parser */
  parser(knows: boolean | null): void {
    const program = join(this.folder, 'programs/apparmor_parser')
    if (knows === null) {
      rmSync(program, { force: true })
      return
    }
    const log = join(this.folder, 'calls')
    this.write('programs/apparmor_parser', `#!/bin/sh\necho "$*" >> '${log}'\ncase $1 in -Q) exit ${knows ? 0 : 1} ;; esac\n`)
    chmodSync(program, 0o755)
  }

  /** Runs postinst or postrm as dpkg does. @returns what it said */
  run(script: 'postinst' | 'postrm', ...args: string[]): string {
    const text = readFileSync(new URL(`debian/${script}`, sources), 'utf8')
    const elsewhere = text.replace(/(?<![\w.\])}])\/(?=(?:etc|usr|var|sys)\/)/g, `${this.folder}/`)
    this.write(script, elsewhere)
    const { status, stderr } = spawnSync('sh', [join(this.folder, script), ...args], {
      encoding: 'utf8',
      env: { PATH: `${join(this.folder, 'programs')}:/usr/bin:/bin` },
    })
    if (status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${status}: ${stderr}`)
    return stderr.replaceAll(this.folder, '')
  }

  /** What the parser was called for since the last look: checked, loaded, unloaded. */
  calls(): string[] {
    const log = join(this.folder, 'calls')
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []
    rmSync(log, { force: true })
    return lines.map((line) => ({ '-Q': 'checked', '-r': 'loaded', '-R': 'unloaded' })[line.slice(0, 2)] ?? line)
  }

  /** @returns null: there is no such file */
  read(path: string): string | null {
    const file = join(this.folder, path)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true })
  }
}
