/**
 * The time that a run had been worked on by the end of each epoch, in seconds: its sessions put end to end, without the pauses in and
 * between them. A branch counts its own epochs.
 * @param seconds worked on each epoch, from the first on
 */
export function workedTime(seconds: Iterable<number>): Float64Array {
  let sum = 0
  return Float64Array.from(seconds, (each) => (sum += each))
}
