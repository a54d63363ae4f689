/**
 * Makes a file system error speak of the file that the user knows: calls on an open file name none, and those on a
 * temporary file name that one. Returns the same error.
 */
export function withPath(thrown: unknown, path: string): unknown {
  if (thrown instanceof Error && 'syscall' in thrown) Object.assign(thrown, { path })
  return thrown
}
