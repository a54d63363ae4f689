import type { Thrown } from './protocol.ts'

/** Of what was thrown no more is told than anyone reads. */
const longest = 10_000

/** What was thrown, in words. It may be anything: nothing of it is trusted to answer. */
export function wordsFor(thrown: unknown): Thrown {
  try {
    const isError = thrown instanceof Error
    const reason = isError ? `${thrown.name}: ${thrown.message}` : String(thrown)
    // Its place is looked for in the user's files.
    const stack = isError ? withoutOurs(thrown.stack ?? '') : ''
    return { reason: reason.slice(0, longest), stack: stack.slice(0, longest), isSyntaxError: thrown instanceof SyntaxError }
  } catch {
    return { reason: 'something that cannot be put into words', stack: '', isSyntaxError: false }
  }
}

function withoutOurs(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => !line.includes(import.meta.url))
    .join('\n')
}
