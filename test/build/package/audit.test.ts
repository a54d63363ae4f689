import { expect, test } from 'vitest'
import { exitCode, judge, namesOfShipped } from '../../../build/package/audit.mjs'

/** As npm 10 and 11 print it, cut to what is read. */
const report = {
  vulnerabilities: {
    tar: { name: 'tar', severity: 'high', via: [{ title: 'Arbitrary file overwrite', url: 'https://github.com/advisories/GHSA-x' }] },
    '@tensorflow/tfjs-node': { name: '@tensorflow/tfjs-node', severity: 'high', via: ['tar'] },
    esbuild: { name: 'esbuild', severity: 'moderate', via: [{ title: 'Any website can read', url: 'https://github.com/advisories/GHSA-y' }] },
  },
}

test('known faults count where they ship, each once', () => {
  const shipped = new Set(['tar', '@tensorflow/tfjs-node', 'zod'])
  expect(judge(report, shipped)).toEqual({ answered: true, faults: ['tar: high: Arbitrary file overwrite (https://github.com/advisories/GHSA-x)'] })
  expect(judge({ vulnerabilities: {} }, shipped)).toEqual({ answered: true, faults: [] })
  expect([exitCode(judge(report, shipped)), exitCode(judge({ vulnerabilities: {} }, shipped))]).toEqual([4, 0])
})

test('no answer is not a good one', () => {
  const judged = judge({ message: '405 Method Not Allowed' }, new Set())
  expect(judged).toEqual({ answered: false, faults: [] })
  expect(exitCode(judged)).toBe(3)
})

test('what is installed beside the bundles ships where it is packed, and what is bundled always', () => {
  const names = namesOfShipped([
    { name: 'tar', places: ['modules'] },
    { name: 'zod', places: ['archive', 'modules'] },
    { name: 'long', places: ['modules'] },
    { name: 'svelte', places: ['archive'] },
  ])
  expect([...names]).toEqual(['zod', 'long', 'svelte'])
})
