import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ReferenceCurve } from '../shared/contract/scalars.ts'
import { resourcesDirectory } from './resources.ts'

const curveSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  about: z.string(),
  /** From 1, ascending. */
  epoch: z.array(z.number().int().min(1)),
  loss: z.array(z.number()),
  val_loss: z.array(z.number()),
})

/**
 * The published curves that ship with the workbench (`resources/reference`), in the order of their ids.
 * @throws Error if one of the files is not what it should be
 */
export async function referenceCurves(directory = join(resourcesDirectory(), 'reference')): Promise<ReferenceCurve[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.json'))
  const curves = await Promise.all(files.map(async (name) => curveOf(await readFile(join(directory, name), 'utf8'))))
  return curves.sort((a, b) => a.id.localeCompare(b.id))
}

function curveOf(text: string): ReferenceCurve {
  const { epoch, loss, val_loss: valLoss, ...rest } = curveSchema.parse(JSON.parse(text))
  if (loss.length !== epoch.length || valLoss.length !== epoch.length) throw new Error(`“${rest.id}” has a gap.`)
  return {
    ...rest,
    epochs: Float64Array.from(epoch, (number) => number - 1),
    loss: Float64Array.from(loss),
    valLoss: Float64Array.from(valLoss),
  }
}
