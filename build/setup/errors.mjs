/** A set-up step that cannot go on: `message` says what happened, `advice` what to do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {{ advice?: string, output?: string, cause?: unknown }} [details] `output`: what a failed tool printed
   */
  constructor(message, { advice = '', output = '', cause } = {}) {
    super(message, { cause })
    this.name = 'SetupError'
    this.advice = advice
    this.output = output
  }
}

/** @param {unknown} error @returns {string | undefined} the system's error code, such as ENOENT */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error)
}
