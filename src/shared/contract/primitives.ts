import { z } from 'zod'

/** What the requests of several areas are made of. */
export const experimentId = z.string().regex(/^[0-9a-z]{4,32}$/)
export const epoch = z.number().int().min(0).max(100_000)
/** Stands for a file or a job that only the main process knows. */
export const handle = z.uuid()
export const nameSchema = z.string().trim().min(1).max(120)
export const ofExperiment = z.strictObject({ experimentId })
