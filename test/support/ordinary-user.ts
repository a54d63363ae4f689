/** Runs something as a user whom permissions bind: root, as whom tests often run, may do anything. */
export function asOrdinaryUser<Result>(body: () => Result): Result {
  if (process.geteuid?.() !== 0) return body()
  process.seteuid?.(65534)
  try {
    return body()
  } finally {
    process.seteuid?.(0)
  }
}
