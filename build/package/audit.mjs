#!/usr/bin/env node
/*
 * npm run audit: asks npm's registry for the known faults of everything that ships, what is bundled included. A release
 * needs its answer; where the registry does not answer, that is said, and is no answer.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { LEFT_OUT } from './contents.mjs'

const root = resolve(import.meta.dirname, '../..')

/** Exit codes, other than those of Node and of set-up, which fail with 1. */
export const FAULTS = 4
export const NO_ANSWER = 3

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

/**
 * Without what only lies in node_modules and is not packed.
 * @param {readonly Pick<import('../licences/packages.mjs').Licence, 'name' | 'places'>[]} list
 * @returns {Set<string>}
 */
export function namesOfShipped(list) {
  return new Set(list.filter(({ name, places }) => places.some((place) => place !== 'modules') || !LEFT_OUT.has(name)).map(({ name }) => name))
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

/** @param {ReturnType<typeof judge>} judged */
export function exitCode({ answered, faults }) {
  if (!answered) return NO_ANSWER
  return faults.length > 0 ? FAULTS : 0
}

async function main() {
  const shipped = namesOfShipped(JSON.parse(readFileSync(join(root, 'out', 'licences.json'), 'utf8')))
  const report = await askRegistry()
  const { answered, faults } = judge(report, shipped)
  if (!answered) process.stderr.write(`The registry does not answer: ${report.message ?? 'no reason given'}\n`)
  else process.stdout.write(`${faults.join('\n')}${faults.length > 0 ? '\n' : ''}${shipped.size} parts that ship, ${faults.length} known faults\n`)
  process.exitCode = exitCode({ answered, faults })
}

if (process.argv[1] === import.meta.filename) await main()
