import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256OfFile } from './digest.mjs'
import { SetupError } from './errors.mjs'
import { folderSize } from './folder-size.mjs'
import { npmCommand } from './npm.mjs'
import { Rate } from './rate.mjs'
import { run } from './run.mjs'

/**
 * Fetches a package's tarball by npm itself, which knows the user's registry, proxy and certificates. npm cannot resume
 * a broken download, so a tarball that has arrived is kept until it is used.
 * @param {import('./context.mjs').Context} context
 * @param {{ name: string, version: string, sha256: string, bytes: number }} wanted
 * @param {string} label
 * @returns {Promise<string>} the file
 */
export async function packFromNpm(context, { name, version, sha256, bytes }, label) {
  const file = join(context.cache.downloads, `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`)
  if ((await sha256OfFile(file).catch(() => '')) === sha256) return file
  const scratch = join(context.cache.temporary, 'npm-pack')
  await mkdir(scratch, { recursive: true })
  const npm = npmCommand(context.environment)
  const rate = new Rate()
  // npm's own cache would keep a second copy; one in a folder of ours also shows how far the download is.
  const args = ['pack', `${name}@${version}`, '--ignore-scripts', '--pack-destination', scratch, '--cache', join(scratch, 'npm')]
  await run(npm.command, [...npm.args, ...args], {
    cwd: scratch,
    env: context.environment,
    what: `fetching ${name} with npm`,
    advice: 'See what npm says above: most often the registry could not be reached (network, proxy). Run the same command again.',
    onTick: () => {
      void folderSize(join(scratch, 'npm')).then((size) => {
        context.reporter.transfer(label, Math.min(size, bytes), bytes, rate.update(size))
      })
    },
  })
  const tarball = (await readdir(scratch)).find((entry) => entry.endsWith('.tgz'))
  if (tarball === undefined) throw new SetupError(`npm left no tarball of ${name}`)
  const found = await sha256OfFile(join(scratch, tarball))
  if (found !== sha256) {
    throw new SetupError(`${name}@${version} from the npm registry has the wrong checksum; it was not used`, {
      advice: `Expected SHA-256 ${sha256}, found ${found}. Run the same command again; if it stays, do not trust that registry.`,
    })
  }
  await rename(join(scratch, tarball), file)
  await rm(scratch, { recursive: true })
  return file
}
