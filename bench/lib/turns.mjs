import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Long enough for what the kernel still does for a process that has just been stopped. */
const settleMilliseconds = 20

/**
 * Lets contestants take turns on a machine of their own: while one has its turn, the processes of all others are stopped.
 * Thread pools spin for a while after their work (OpenMP's for 200 ms), and would take a core from whoever comes next.
 */
export class Turns {
  #contestants

  /** @param {{ pid: number, epoch: () => Promise<unknown> }[]} contestants each with all of its processes below `pid` */
  constructor(contestants) {
    this.#contestants = contestants
    for (const contestant of contestants) signal(contestant, 'SIGSTOP')
  }

  async epoch(contestant) {
    signal(contestant, 'SIGCONT')
    await wait(settleMilliseconds)
    const result = await contestant.epoch()
    signal(contestant, 'SIGSTOP')
    return result
  }

  /** Lets all go on. */
  end() {
    for (const contestant of this.#contestants) signal(contestant, 'SIGCONT')
  }
}

function signal({ pid }, name) {
  for (const each of tree(pid)) {
    try {
      process.kill(each, name)
    } catch (error) {
      // It ended between the look and the signal.
      if (error.code !== 'ESRCH') throw error
    }
  }
}

/** A process and all below it. */
function tree(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return [pid, ...children.flatMap(tree)]
}
