import { lstat, mkdir, rm } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { ROOT } from '../setup/context.mjs'
import { writeChecksums } from './checksums.mjs'
import { control } from './control.mjs'
import { installedBytes, makeDeb } from './deb.mjs'
import { depends } from './depends.mjs'
import { forbiddenIn } from './inventory.mjs'
import { debName, NAME, PACKAGE, RELEASE, tarballName } from './names.mjs'
import { forgetPackedCommit, originOf, recordPackedCommit } from './packed-commit.mjs'
import { officialElectronVersion, packedElectronVersion, requireReleaseRuntime } from './runtime.mjs'
import { makeRepository } from './signing/repository.mjs'
import { sourceDate } from './source-date.mjs'
import { documentSpace, megabytes, spaceTable, spaceTaken, tooLarge } from './space.mjs'
import { maintainerScripts, stage } from './stage.mjs'
import { makeTarball } from './tarball.mjs'

/**
 * Everything that is published, from the application's folder.
 * @param {object} options
 * @param {import('../setup/reporter.mjs').Reporter} options.reporter
 * @param {import('./signing/signing-key.mjs').SigningKey} options.key
 * @param {boolean} options.small compressed as a release is; with a release key always
 * @param {boolean} options.document
 * @param {{ packed: string, wanted: string }} [options.electron] the version in the application, and the official one
 * @param {string} [options.release] the folder for it, made anew
 */
export async function makePackages({ reporter, key, small: wanted, document, electron: named, release = RELEASE }) {
  const electron = named ?? { packed: await packedElectronVersion(), wanted: await officialElectronVersion() }
  if (!key.test) requireReleaseRuntime(electron)
  const small = wanted || !key.test
  const date = await sourceDate()
  const origin = originOf()
  await forgetPackedCommit()
  await rm(release, { recursive: true, force: true })
  await mkdir(release, { recursive: true })
  const [deb, tarball] = [join(release, debName(PACKAGE.version)), join(release, tarballName(PACKAGE.version))]

  /** @template Result @param {string} said @param {() => Promise<Result>} make @returns {Promise<Result>} */
  const step = async (said, make) => {
    const startedAt = Date.now()
    const result = await make()
    reporter.done(said, Date.now() - startedAt)
    return result
  }
  const root = await step('laid out as it is installed', stage)
  await refuse('must not be in the package', await forbiddenIn(root))
  // Before the minutes that compressing takes.
  await refuse('is too large', tooLarge('installed', await installedBytes(root)))
  const parts = await spaceTaken(root)
  const needs = await step('libraries that it depends on', () => depends(root))
  await step(basename(tarball), () => {
    return makeTarball({ root, output: tarball, folder: `${NAME}-${PACKAGE.version}`, level: small ? 6 : 1, date })
  })
  const installed = await step(basename(deb), async () => {
    const { scripts, triggers } = await maintainerScripts()
    return makeDeb({ root, output: deb, control: control({ depends: needs }), scripts, triggers, level: small ? 6 : 0, date })
  })
  if (small) await refuse('is too large', tooLarge('deb', (await lstat(deb)).size))
  await step(`signed by ${key.userId}`, () => signAll({ key, release, deb, tarball, date }))
  await recordPackedCommit(origin, { small })

  const table = spaceTable(parts)
  const bytes = { installed, deb: (await lstat(deb)).size, tarball: (await lstat(tarball)).size }
  if (document) await documentSpace(table, { bytes, electron })
  return { table, made: await list(release, [deb, tarball]) }
}

/** @param {{ key: import('./signing/signing-key.mjs').SigningKey, release: string, deb: string, tarball: string, date: number }} made */
async function signAll({ key, release, deb, tarball, date }) {
  const sums = await writeChecksums(release, [deb, tarball])
  for (const file of [deb, tarball, sums]) await key.sign(file)
  const repository = join(release, 'repository')
  await makeRepository({ folder: repository, debs: [deb], key, date })
  for (const folder of [release, repository]) await key.exportPublicKey(join(folder, `${NAME}.asc`))
}

/** @param {string} what @param {string[]} findings */
async function refuse(what, findings) {
  if (findings.length > 0) throw new Error(`${what}:\n${findings.join('\n')}`)
}

/** @param {string} release @param {string[]} files */
async function list(release, files) {
  const lines = await Promise.all(
    files.map(async (file) => `${relative(ROOT, file)}  ${megabytes((await lstat(file)).size)} MB, and its signature .asc\n`),
  )
  const folder = relative(ROOT, release)
  return [...lines, `${folder}/SHA256SUMS, and its signature\n`, `${folder}/repository  for apt\n`, `${folder}/${NAME}.asc  the public key\n`].join('')
}
