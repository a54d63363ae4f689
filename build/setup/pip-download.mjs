import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256OfFile } from './digest.mjs'
import { SetupError } from './errors.mjs'
import { folderSize } from './folder-size.mjs'
import { pythonCommand } from './prerequisites.mjs'
import { Rate } from './rate.mjs'
import { run } from './run.mjs'

/**
 * Fetches a wheel by pip, which knows the user's index, proxy and certificates. A wheel that has arrived is kept until
 * it is used; pip from version 25.1 on resumes a connection that broke.
 * @param {import('./context.mjs').Context} context
 * @param {{ requirement: string, python: string, platform: string, sha256: string, bytes: number }} wheel
 * @param {string} label
 * @returns {Promise<string>} the file
 */
export async function downloadWheel(context, { requirement, python, platform, sha256, bytes }, label) {
  const file = join(context.cache.downloads, `${requirement.replace('==', '-')}-${platform}.whl`)
  if ((await sha256OfFile(file).catch(() => '')) === sha256) return file
  const scratch = join(context.cache.temporary, 'pip-download')
  await mkdir(join(scratch, 'wheels'), { recursive: true })
  const command = pythonCommand(context.environment)
  const environment = {
    ...context.environment,
    // pip writes there while it downloads, which shows how far it is; its cache would keep a second copy.
    TMPDIR: scratch,
    PIP_NO_CACHE_DIR: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  }
  const abi = ['--python-version', python, '--implementation', 'cp', '--platform', platform]
  const choice = ['--no-deps', '--only-binary=:all:', ...abi]
  const resume = (await pipResumes(command, environment)) ? ['--resume-retries', '5'] : []
  const rate = new Rate()
  await run(command, ['-m', 'pip', 'download', ...choice, ...resume, '--dest', join(scratch, 'wheels'), requirement], {
    env: environment,
    what: `fetching ${requirement} with pip`,
    advice: 'See what pip says above: most often the index could not be reached (network, proxy). Run the same command again.',
    onTick: () => {
      void folderSize(scratch).then((size) => {
        context.reporter.transfer(label, Math.min(size, bytes), bytes, rate.update(size))
      })
    },
  })
  const name = (await readdir(join(scratch, 'wheels'))).find((entry) => entry.endsWith('.whl'))
  if (name === undefined) throw new SetupError(`pip left no wheel of ${requirement}`)
  const found = await sha256OfFile(join(scratch, 'wheels', name))
  if (found !== sha256) {
    throw new SetupError(`${requirement} has the wrong checksum; it was not used`, {
      advice: `Expected SHA-256 ${sha256}, found ${found}. Run the same command again; if it stays, do not trust that index.`,
    })
  }
  await rename(join(scratch, 'wheels', name), file)
  await rm(scratch, { recursive: true })
  return file
}

/** @param {string} command @param {NodeJS.ProcessEnv} environment */
async function pipResumes(command, environment) {
  const version = /^pip (\d+)\.(\d+)/.exec(await run(command, ['-m', 'pip', '--version'], { env: environment, what: 'pip' }))
  const [major = 0, minor = 0] = (version?.slice(1) ?? []).map(Number)
  return major > 25 || (major === 25 && minor >= 1)
}
