import { z } from 'zod'
import { firstUnseen } from '../plain-text.ts'
import { bytesUpTo } from './primitives.ts'

/** A picture at four times its size takes a tenth of it. */
const largestFile = 512 * 2 ** 20

/** What the page may save; nothing that a file manager would run. */
export const savedExtensions = ['png', 'svg', 'csv', 'json', 'txt'] as const
export type SavedExtension = (typeof savedExtensions)[number]

export const fileRequests = {
  /** Asks where to save what the page has made, under a name that the user may change. */
  'files:save': z.strictObject({
    /** Of the file, without its ending or a path. */
    name: z.string().regex(/^[^/\\:*?"<>|\0]{1,100}$/).refine((name) => firstUnseen(name) === null, 'a file’s name shows all that is in it'),
    extension: z.enum(savedExtensions),
    data: bytesUpTo(largestFile),
  }),
}

export interface FileResponses {
  /** The name it was saved under; null: the user closed the dialog. */
  'files:save': string | null
}
