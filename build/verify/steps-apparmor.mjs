import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { succeed } from './commands.mjs'
import { PROFILE } from './older-version.mjs'
import { must } from './report.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */

const INSTALLED = '/etc/apparmor.d/manifold-workbench'
const CONTROL = `Package: stand-in-for-apparmor
Version: 1
Architecture: all
Maintainer: Nobody <nobody@example.com>
Description: a parser of AppArmor profiles that takes all of them
`

/**
 * The parser of Debian 12 does not know the profile's rule, so one that takes everything stands in for a newer one. Installed
 * after the application, it calls for the profile.
 * @param {CleanRoot} root @param {string} scratch
 */
export async function profileComesWithParser(root, scratch) {
  must(!existsSync(join(root.folder, INSTALLED)), 'there is a profile though there is no parser')
  await installStandIn(root, join(scratch, 'stand-in'))
  must(await isShipped(root), 'the profile did not come with the parser')
  return 'none without a parser; when one is installed, the package’s own, by a trigger'
}

/** Whether the installed profile is the one of the package that is installed. @param {CleanRoot} root */
export async function isShipped(root) {
  const [installed, shipped] = await Promise.all([INSTALLED, PROFILE].map((path) => readFile(join(root.folder, path), 'utf8').catch(() => null)))
  return installed !== null && installed === shipped
}

/** @param {CleanRoot} root @param {string} tree made */
async function installStandIn(root, tree) {
  const parser = join(tree, 'usr/sbin/apparmor_parser')
  for (const folder of ['DEBIAN', 'usr/sbin', 'etc/apparmor.d']) await mkdir(join(tree, folder), { recursive: true })
  await writeFile(join(tree, 'DEBIAN/control'), CONTROL)
  await writeFile(parser, '#!/bin/sh\nexit 0\n')
  await chmod(parser, 0o755)
  await succeed(['dpkg-deb', '--root-owner-group', '--build', tree, join(root.folder, 'tmp/stand-in.deb')])
  await root.asRoot(['dpkg', '--install', '/tmp/stand-in.deb'])
}
