/** Anything that the engine refuses; the message says what was given and what was wanted. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError'
}

/** A step that cannot be recorded. The message names the operation and the line of the step. */
export class TracingError extends EngineError {
  override readonly name = 'TracingError'
}

const engineFolder = new URL('.', import.meta.url).pathname

/**
 * Where in the caller's code the engine is now, for an error message: the innermost frame that is neither of a library
 * nor of the engine itself.
 */
export function callerLocation(): string {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 100
  const frames = (new Error().stack ?? '').split('\n').slice(1).map((line) => line.trim())
  Error.stackTraceLimit = stackTraceLimit
  const foreign = frames.filter((frame) => !frame.includes('node_modules') && !frame.includes('(node:'))
  // Bundled into one file with its caller the engine cannot be told apart by folder; the first frame outside the
  // libraries is then the best there is.
  const frame = foreign.find((candidate) => !candidate.includes(engineFolder)) ?? foreign[0]
  return frame?.replace(/^at /, '') ?? 'unknown line'
}
