#!/usr/bin/env node
/*
 * npm run bench [-- --peers] [--rounds N] [--memory-epochs N]: how fast the workbench is, as ratios to others that run
 * in turns with it in the same minutes. Writes bench/results.json and prints the table of the README.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureEpochs } from './measures/epochs.mjs'
import { measureGifs } from './measures/gifs.mjs'
import { measureInference } from './measures/inference.mjs'
import { measureMemory } from './measures/memory.mjs'
import { describeMachine } from './lib/machine.mjs'
import { peersPython } from './lib/python.mjs'
import { render } from './lib/report.mjs'

const { values: options } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '9' },
    'memory-epochs': { type: 'string', default: '100' },
  },
})

const python = options.peers ? peersPython() : null
const scratch = mkdtempSync(join(tmpdir(), 'manifold-workbench-bench-'))
try {
  const results = {
    machine: describeMachine(),
    measuredAt: new Date().toISOString(),
    epochs: await measureEpochs({ scratch, python, rounds: Number(options.rounds) }),
    memory: await measureMemory({ scratch, epochs: Number(options['memory-epochs']) }),
    inference: await measureInference({ scratch }),
    gifs: await measureGifs({ scratch, python }),
  }
  writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
  process.stdout.write(render(results))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
