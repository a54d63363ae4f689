/**
 * Node's errors from calls on an open file say nothing of its path: this adds it, so that the user learns which file it
 * was. Returns the same error.
 */
export function withPath(thrown: unknown, path: string): unknown {
  if (thrown instanceof Error && 'syscall' in thrown && !('path' in thrown)) Object.assign(thrown, { path })
  return thrown
}
