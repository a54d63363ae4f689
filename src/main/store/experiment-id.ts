import { randomInt } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const lettersAndDigits = `0123456789${letters}`

/** Eight characters. The first is a letter, so that none is taken for a number (12345678, 1e234567). */
export function randomExperimentId(): string {
  const pick = (from: string) => from.charAt(randomInt(from.length))
  return pick(letters) + Array.from({ length: 7 }, () => pick(lettersAndDigits)).join('')
}
