import { must } from './report.mjs'

/** @typedef {import('./installed-window.mjs').InstalledWindow} InstalledWindow */

/** Milliseconds until the window can be seen, where nothing else keeps the machine from it. */
const BUDGET = 1500
/**
 * The same for a start that reads all from the disk, or that shares the machine with whatever else it does: how long that takes is
 * the machine's affair, so this finds only what has gone wrong altogether. Of two cores with work for three it takes 2 to 3 s.
 */
const PATIENCE = 6000

/** @param {InstalledWindow} window @param {number} count @param {{ urgent: boolean }} how @returns {Promise<number[]>} milliseconds each */
async function openingTimes(window, count, how) {
  const times = []
  for (let i = 0; i < count; i++) {
    times.push(await window.open(how))
    const code = await window.quit()
    must(code === 0, `it quit with ${code}`)
  }
  return times
}

/** @param {number[]} times an odd number of them */
function median(times) {
  return [...times].sort((a, b) => a - b)[(times.length - 1) / 2] ?? Infinity
}

const listed = (/** @type {number[]} */ times) => `median ${median(times).toFixed(0)} ms of ${times.map((time) => time.toFixed(0)).join(', ')}`

/** The user's first start of it. @param {InstalledWindow} window */
export async function opensFirst(window) {
  const [time = Infinity] = await openingTimes(window, 1, { urgent: true })
  must(time <= PATIENCE, `${time.toFixed(0)} ms: more than ${PATIENCE}`)
  return `${time.toFixed(0)} ms, with nothing of a browser in the workspace yet`
}

/** @param {InstalledWindow} window */
export async function opensInTime(window) {
  const times = await openingTimes(window, 5, { urgent: true })
  must(median(times) <= BUDGET, `${listed(times)}: more than ${BUDGET}`)
  return listed(times)
}

/** With whatever else the machine has to do. @param {InstalledWindow} window */
export async function opensBesideOthers(window) {
  const times = await openingTimes(window, 3, { urgent: false })
  must(median(times) <= PATIENCE, `${listed(times)}: more than ${PATIENCE}`)
  return listed(times)
}
