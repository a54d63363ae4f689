/**
 * Lets `process.exit` end Electron's process as it ends Node's. Electron's own waits until the application is ready, which a process
 * without a window never is.
 */
export function exitAtOnce(): void {
  const { reallyExit } = process as typeof process & { reallyExit: (code: number) => never }
  process.exit = (code) => {
    const exitCode = Number(code ?? process.exitCode ?? 0)
    process.emit('exit', exitCode)
    return reallyExit(exitCode)
  }
}
