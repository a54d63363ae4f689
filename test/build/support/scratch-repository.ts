import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A clone that nobody works in. */
export class ScratchRepository {
  constructor(readonly root: string) {}

  /** Made anew, with these files in its first commit. */
  make(files: Record<string, string>): void {
    rmSync(this.root, { recursive: true, force: true })
    for (const [name, text] of Object.entries(files)) this.write(name, text)
    this.git('init', '--quiet')
    this.git('config', 'user.name', 'Somebody')
    this.git('config', 'user.email', 'somebody@example.com')
    this.git('add', '--all')
    this.commit('All of it')
  }

  write(name: string, text: string): void {
    const file = join(this.root, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  commit(message: string): void {
    this.git('commit', '--quiet', '--allow-empty', '--all', '--message', message)
  }

  git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: this.root, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return stdout.trim()
  }
}
