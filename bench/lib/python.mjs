import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const requirements = new URL('../peers/requirements.txt', import.meta.url).pathname

/**
 * The Python of an environment that holds exactly bench/peers/requirements.txt, made once and kept in the user's cache.
 * Several gigabytes: PyTorch brings its CUDA libraries along.
 */
export function peersPython() {
  const pinned = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const folder = join(cache, 'manifold-workbench', `peers-${pinned}`)
  const done = join(folder, 'installed')
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true })
    console.error('installing the peers (several gigabytes, once)…')
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
    execFileSync(join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '-r', requirements], { stdio: 'inherit' })
    // An environment knows its own path, so it is made in place and marked when whole, not renamed.
    writeFileSync(done, '')
  }
  return join(folder, 'bin/python')
}
