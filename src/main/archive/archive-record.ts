import { z } from 'zod'
import { cleanName } from '../../shared/plain-text.ts'
import { fileBytes, largestFileBytes, largestSide } from '../datasets/idx-header.ts'

const count = z.number().int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const counts = z.array(count).max(256)

const side = z.number().int().min(1).max(largestSide)

/** What an archive says of itself, of its data set, and of its rows. The data set is one that could be imported. */
export const archiveDatasetSchema = z
  .strictObject({
    name: z.string().max(120).overwrite((name) => cleanName(name, 'Data set')),
    height: side,
    width: side,
    trainClassCounts: counts,
    testClassCounts: counts,
    sha256,
  })
  .refine(({ height, width, ...counts }) =>
    [counts.trainClassCounts, counts.testClassCounts].every((each) => {
      const count = each.reduce((sum, ofClass) => sum + ofClass, 0)
      return fileBytes({ count, height, width }, 'images') <= largestFileBytes
    }),
  )

export const digestsSchema = z.record(z.string(), z.strictObject({ rows: count, sha256 }))

export type ArchiveDataset = z.infer<typeof archiveDatasetSchema>
export type Digests = z.infer<typeof digestsSchema>
