// A LambdaCallback that lets the workbench's own training be gated: each epoch begins when the bench says so, and its
// end is reported once the epoch is in the store. It is in a process of its own, and asks through the socket BENCH_SOCKET.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const socket = connect(process.env.BENCH_SOCKET)
const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
const say = (message) => socket.write(`${JSON.stringify(message)}\n`)

/** Resident memory of the process that trains, which has started this one, in bytes. */
const residentBytes = () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${process.ppid}/status`, 'utf8'))?.[1]) * 1024

/** The native library that is mapped there. */
const libraryVersion = () => /libtensorflow[^/\n]*\.so\.(\S+)/.exec(readFileSync(`/proc/${process.ppid}/maps`, 'utf8'))?.[1] ?? 'unknown'

let start = 0
let last = null

export function onTrainBegin() {
  say({ ready: true, version: `libtensorflow ${libraryVersion()}` })
}

export async function onEpochBegin() {
  // The epoch before this one has been committed by now: its whole cost is counted, checkpoint and snapshot included.
  if (last !== null) say({ ...last, seconds: (performance.now() - start) / 1000 })
  if ((await lines.next()).done) process.exit(0)
  start = performance.now()
}

export function onEpochEnd(epoch, logs) {
  last = { epoch, val_loss: logs.val_loss, training: (performance.now() - start) / 1000, rss: residentBytes() }
}
