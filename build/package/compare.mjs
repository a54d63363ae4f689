#!/usr/bin/env node
/* node build/package/compare.mjs DIST DIST: whether two folders dist/release hold the same but for signatures. */
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'

/** @param {string} command @param {string[]} args @returns {Promise<string>} SHA-256 of what it writes */
async function digest(command, ...args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const hash = createHash('sha256')
  await pipeline(child.stdout, hash)
  if ((await ended) !== 0) throw new Error(`${command} ${args.join(' ')} failed`)
  return hash.digest('hex')
}

/** @param {string} file @returns {Promise<[string, string][]>} of each thing in it that can be compared: what, its digest */
async function digests(file) {
  if (file.endsWith('.tar.gz')) return [['unpacked', await digest('gzip', '-dc', file)], ['bytes', await digest('cat', file)]]
  const control = await digest('dpkg-deb', '--ctrl-tarfile', file)
  return [['control', control], ['unpacked', await digest('dpkg-deb', '--fsys-tarfile', file)], ['bytes', await digest('cat', file)]]
}

/**
 * Compares what two builds have packed, byte for byte. Archives are compared unpacked as well, which says where a difference is;
 * what only one of them has differs.
 * @param {string} one dist/release @param {string} other
 * @returns {Promise<{ what: string, same: boolean, digest: string }[]>} never empty
 */
export async function compareReleases(one, other) {
  const [ours, theirs] = [namesIn(one), namesIn(other)]
  const names = [...new Set([...ours, ...theirs])].sort()
  const rows = []
  for (const name of names) {
    if (!ours.includes(name) || !theirs.includes(name)) {
      rows.push({ what: name, same: false, digest: `missing in ${ours.includes(name) ? other : one}` })
    } else if (isPackage(name)) {
      rows.push(...(await compare(name, join(one, name), join(other, name))))
    }
  }
  const packages = names.filter(isPackage).length
  return packages > 0 ? rows : [...rows, { what: 'packages', same: false, digest: 'there are none' }]
}

/** @param {string} folder */
function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** @param {string} name */
const isPackage = (name) => /\.(deb|tar\.gz)$/.test(name)

/** @param {string} name @param {string} one @param {string} other */
async function compare(name, one, other) {
  const [first, second] = [await digests(one), await digests(other)]
  return first.map(([what, value], index) => ({
    what: `${name}, ${what}`,
    same: second[index]?.[1] === value,
    digest: value,
  }))
}

if (process.argv[1] === import.meta.filename) {
  const [one = '', other = ''] = process.argv.slice(2)
  const rows = await compareReleases(one, other)
  for (const { what, same, digest } of rows) process.stdout.write(`${what}: ${same ? 'the same' : 'differ'}  ${digest}\n`)
  process.exitCode = rows.every(({ same }) => same) ? 0 : 1
}
