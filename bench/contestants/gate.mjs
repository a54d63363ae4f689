// One line in, one epoch out: lets the bench alternate between contestants that all stay loaded.
// The protocol is that of bench/peers/gate.py.
import { createInterface } from 'node:readline'

/** @param {Record<string, unknown>} message */
export const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)

/** Calls `epoch` once for each line that arrives, one after another, and reports the seconds it took. */
export async function serve(version, epoch) {
  say({ ready: true, version })
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  while (!(await lines.next()).done) {
    const start = performance.now()
    const result = await epoch()
    say({ seconds: (performance.now() - start) / 1000, ...result })
  }
}
