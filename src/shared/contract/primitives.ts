import { z } from 'zod'
import { runColourCount } from '../experiment/run-colours.ts'
import { cleanLines, longestName, nameProblem } from '../plain-text.ts'

/** What the requests of several areas are made of. */
export const experimentId = z.string().regex(/^[0-9a-z]{4,32}$/)
export const epoch = z.number().int().min(0).max(100_000)
/** Stands for a file or a job that only the main process knows. */
export const handle = z.uuid()
/** One that is typed is refused rather than changed: it is to be what its user sees. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(longestName)
  .refine((name) => nameProblem(name) === null, { error: ({ input }) => nameProblem(String(input)) ?? '' })
/** Text of several lines; what is pasted into it with controls among it loses those. */
export const notesSchema = z.string().overwrite(cleanLines).max(20_000)
/** Index in the palette of runs. */
export const colourSchema = z.number().int().min(0).max(runColourCount - 1)
export const ofExperiment = z.strictObject({ experimentId })
export const bytesUpTo = (most: number) =>
  z.custom<Uint8Array>((data) => data instanceof Uint8Array && data.length <= most, 'not bytes, or too many')
