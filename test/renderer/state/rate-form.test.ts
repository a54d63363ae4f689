import { expect, it } from 'vitest'
import { RateForm } from '../../../src/renderer/state/rate-form.svelte.ts'

it('takes a learning rate as typed or scaled, and nothing else', () => {
  const form = new RateForm(1e-4)
  expect([form.text, form.rate, form.error]).toEqual(['1e-4', 1e-4, null])
  form.scale(0.5)
  expect([form.text, form.rate]).toEqual(['5e-5', 5e-5])
  for (const text of ['', 'fast', '0', '0,5', '0x1', '2']) {
    form.text = text
    expect([form.rate, form.error]).toEqual([null, 'A number from 1e-8 to 1 with a decimal point, not a comma, such as 0.0001.'])
  }
  form.scale(10)
  expect(form.text).toBe('2')
  form.text = '0.5'
  form.scale(10)
  expect(form.rate).toBe(1)
})
