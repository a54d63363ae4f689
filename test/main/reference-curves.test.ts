import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceCurves } from '../../src/main/reference-curves.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('reference-curves')

describe('the published curves that ship', () => {
  it('are the author’s of both parts, from epoch 0 on, with their source', async () => {
    const [conditional, plain] = await referenceCurves()
    expect(plain).toMatchObject({ id: 'vae', epochs: Float64Array.of(49, 99, 199, 499, 999) })
    expect(plain?.valLoss.at(-1)).toBe(0.0978)
    expect(conditional?.epochs).toHaveLength(564)
    expect(conditional?.epochs[0]).toBe(0)
    for (const curve of [conditional, plain]) expect(curve?.source).toMatch(/AutoEncoders in Keras, part [34].* https:/)
  })

  it('are refused where their columns differ in length', async () => {
    const curve = { id: 'x', title: 'x', source: 'x', about: 'x', epoch: [1, 2], loss: [1], val_loss: [1, 2] }
    writeFileSync(join(folder, 'x.json'), JSON.stringify(curve))
    await expect(referenceCurves(folder)).rejects.toThrow('has a gap')
  })
})
