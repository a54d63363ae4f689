import { getPriority, setPriority } from 'node:os'

/** Niceness: the scheduler gives such a thread what the others leave, about a tenth while they want everything. */
const politeness = 10

/**
 * Lets the threads that draw, answer and decode go first, for a few milliseconds each: training loads all cores, and does not
 * notice. On Linux a priority belongs to the thread that asks, and to those that it starts from then on, TensorFlow's among
 * them; elsewhere it would slow down the whole process.
 */
export function yieldToWindow(): void {
  if (process.platform !== 'linux') return
  const most = 19
  setPriority(Math.min(most, getPriority() + politeness))
}
