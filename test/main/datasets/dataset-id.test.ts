import { describe, expect, it } from 'vitest'
import { datasetIdFor } from '../../../src/main/datasets/dataset-id.ts'

const nothing = () => false

describe('a data set’s id', () => {
  it.each([
    ['Fashion-MNIST', 'fashion-mnist'],
    ['  EMNIST (letters), v2 ', 'emnist-letters-v2'],
    ['Über Größe', 'uber-grosse'],
    ['Łódź – çà & là', 'lodz-ca-la'],
    ['Smørrebrød Æon', 'smorrebrod-aeon'],
    ['ﬁve ²', 'five-2'],
    ['手書き数字', 'dataset'],
    ['手書き 7', '7'],
    ['../../etc/passwd', 'etc-passwd'],
    ['---', 'dataset'],
    ['CON', 'dataset-con'],
    ['com1', 'dataset-com1'],
    ['😀', 'dataset'],
    ['x'.repeat(120), 'x'.repeat(40)],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
  ])('for %s is %s', (name, id) => {
    expect(datasetIdFor(name, nothing)).toBe(id)
  })

  it('gets a number where it is taken', () => {
    const taken = new Set(['mnist', 'mnist-2', 'dataset'])
    expect(datasetIdFor('MNIST', (id) => taken.has(id))).toBe('mnist-3')
    expect(datasetIdFor('数', (id) => taken.has(id))).toBe('dataset-2')
  })
})
