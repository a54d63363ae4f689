/** Hebrew, Arabic, and all other blocks that Unicode keeps for scripts from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A name for within a line of other text, in attributes and drawings: one that runs from right to left would else take numbers and
 * signs beside it along (Unicode's bidirectional algorithm, UAX #9). In elements `<bdi>` does the same.
 */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name
}

/** A message in parts: what stands in quotes is somebody's name or path. */
export function quotedParts(message: string): { text: string; quoted: boolean }[] {
  return message
    .split(/(?<=“)([^”]*)(?=”)/)
    .map((text, index) => ({ text, quoted: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
