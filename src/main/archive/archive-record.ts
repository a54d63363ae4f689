import { z } from 'zod'

const count = z.number().int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const counts = z.array(count).max(256)

/** What an archive says of itself, of its data set, and of its rows. */
export const archiveDatasetSchema = z.strictObject({
  name: z.string().min(1).max(120),
  height: z.number().int().min(1).max(4096),
  width: z.number().int().min(1).max(4096),
  trainClassCounts: counts,
  testClassCounts: counts,
  sha256,
})

export const digestsSchema = z.record(z.string(), z.strictObject({ rows: count, sha256 }))

export type ArchiveDataset = z.infer<typeof archiveDatasetSchema>
export type Digests = z.infer<typeof digestsSchema>
