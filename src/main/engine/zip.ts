import { EngineError } from './errors.ts'

/** The elements of two arrays of one length, pair by pair. */
export function zip<A, B>(first: readonly A[], second: readonly B[]): [A, B][] {
  if (first.length !== second.length) throw new EngineError(`${first.length} elements cannot be paired with ${second.length}.`)
  return first.map((element, index) => [element, second[index] as B])
}
