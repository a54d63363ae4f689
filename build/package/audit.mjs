#!/usr/bin/env node
/*
 * npm run audit: asks npm's registry for the known faults of everything that ships, what is bundled included. A release
 * needs its answer; where the registry does not answer, that is said, and is no answer.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'

const root = resolve(import.meta.dirname, '../..')

/**
 * @typedef {object} Report of `npm audit --json`
 * @property {Record<string, { name: string, severity: string, via: Array<string | { title: string, url: string }> }>} [vulnerabilities]
 * @property {string} [message] why there is none
 */

/**
 * @param {Report} report
 * @param {ReadonlySet<string>} shipped names of the packages that ship
 * @returns {{ answered: boolean, faults: string[] }} a line for each known fault of what ships
 */
export function judge(report, shipped) {
  if (report.vulnerabilities === undefined) return { answered: false, faults: [] }
  const faults = Object.values(report.vulnerabilities)
    .filter(({ name }) => shipped.has(name))
    .flatMap(({ name, severity, via }) =>
      via.flatMap((cause) => (typeof cause === 'string' ? [] : [`${name}: ${severity}: ${cause.title} (${cause.url})`])),
    )
  return { answered: true, faults }
}

/** @returns {Promise<Report>} */
function askRegistry() {
  return new Promise((answer) => {
    execFile('npm', ['audit', '--json'], { cwd: root, maxBuffer: 2 ** 26 }, (_error, output) => {
      try {
        answer(JSON.parse(output))
      } catch {
        answer({ message: output.trim() })
      }
    })
  })
}

async function main() {
  const list = JSON.parse(readFileSync(join(root, 'out', 'licences.json'), 'utf8'))
  const shipped = new Set(list.map((/** @type {{ name: string }} */ { name }) => name))
  const report = await askRegistry()
  const { answered, faults } = judge(report, shipped)
  if (!answered) process.stderr.write(`The registry does not answer: ${report.message ?? 'no reason given'}\n`)
  else process.stdout.write(`${faults.join('\n')}${faults.length > 0 ? '\n' : ''}${shipped.size} parts that ship, ${faults.length} known faults\n`)
  process.exitCode = answered ? Math.min(1, faults.length) : 3
}

if (process.argv[1] === import.meta.filename) await main()
