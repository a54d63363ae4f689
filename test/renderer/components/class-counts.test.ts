import { render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import ClassCounts from '../../../src/renderer/views/data/ClassCounts.svelte'
import { labelColours } from '../../../src/shared/maths/label-colours.ts'

describe('the bars of a data set’s classes', () => {
  it('are of the labels that images have, none of the numbers between, in the colours of the scatter', () => {
    const counts = new Array<number>(31).fill(0)
    counts[12] = 5
    counts[30] = 7
    render(ClassCounts, { counts, classes: [12, 21, 30], selected: null, onselect: () => undefined })
    expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Label 12: 5 images',
      'Label 21: 0 images',
      'Label 30: 7 images',
    ])
    const bar = screen.getByRole('button', { name: 'Label 30: 7 images' }).querySelector('i')
    expect(bar?.getAttribute('style')).toContain(`rgb(${labelColours('coolwarm', [12, 21, 30]).of(30).join(' ')})`)
  })
})
