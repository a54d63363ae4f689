import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeChecksums } from '../../../../build/package/checksums.mjs'
import { debName, tarballName } from '../../../../build/package/names.mjs'
import { makeRepository } from '../../../../build/package/signing/repository.mjs'
import type { SigningKey } from '../../../../build/package/signing/signing-key.mjs'
import { date, makeTinyDeb } from '../../package/support/tiny-repository.ts'

/** All that belongs to a release, as the real one is made, of a package with one file. */
export async function makeTinyRelease(folder: string, { version, key, scratch }: { version: string; key: SigningKey; scratch: string }): Promise<void> {
  mkdirSync(folder, { recursive: true })
  mkdirSync(scratch, { recursive: true })
  const [deb, tarball] = [join(folder, debName(version)), join(folder, tarballName(version))]
  copyFileSync(await makeTinyDeb(scratch, version), deb)
  writeFileSync(tarball, 'an archive')
  const sums = await writeChecksums(folder, [deb, tarball])
  for (const file of [deb, tarball, sums]) await key.sign(file)
  const repository = join(folder, 'repository')
  await makeRepository({ folder: repository, debs: [deb], key, date })
  for (const place of [folder, repository]) await key.exportPublicKey(join(place, 'manifold-workbench.asc'))
}
