import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { describe, expect, it } from 'vitest'
import Checkbox from '../../../src/renderer/components/Checkbox.svelte'
import Segmented from '../../../src/renderer/components/Segmented.svelte'
import Select from '../../../src/renderer/components/Select.svelte'
import Slider from '../../../src/renderer/components/Slider.svelte'
import Switch from '../../../src/renderer/components/Switch.svelte'
import Tabs from '../../../src/renderer/components/Tabs.svelte'

const scales = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Logarithmic' },
]

describe('a choice of few', () => {
  it('is a group of radio buttons that reports the chosen one', async () => {
    const chosen: string[] = []
    render(Segmented, { label: 'Scale', options: scales, value: 'linear', onchange: (value: string) => chosen.push(value) })
    expect(screen.getByRole('radiogroup', { name: 'Scale' })).toBeTruthy()
    expect(screen.getByRole('radio', { name: 'Linear' }).getAttribute('aria-checked')).toBe('true')
    await fireEvent.click(screen.getByRole('radio', { name: 'Logarithmic' }))
    expect(chosen).toEqual(['log'])
  })
})

describe('a choice from a list', () => {
  it('shows what is chosen, opens by keyboard and reports the new choice', async () => {
    const chosen: string[] = []
    render(Select, { label: 'Scale', options: scales, value: 'linear', onchange: (value: string) => chosen.push(value) })
    const button = screen.getByRole('combobox', { name: 'Scale' })
    expect(button.textContent.trim()).toBe('Linear')
    expect(button.getAttribute('aria-expanded')).toBe('false')
    await fireEvent.keyDown(button, { key: 'ArrowDown' })
    const options = await screen.findAllByRole('option')
    expect(options.map((option) => option.getAttribute('aria-selected'))).toEqual(['true', 'false'])
    await fireEvent.keyDown(button, { key: 'ArrowDown' })
    await fireEvent.keyDown(button, { key: 'Enter' })
    expect(chosen).toEqual(['log'])
    expect(screen.queryByRole('option')).toBeNull()
  })
})

describe('a slider', () => {
  it('moves by keyboard, within its bounds, and says its value in words', async () => {
    const values: number[] = []
    const props = { label: 'Smoothing', value: 0.6, min: 0, max: 0.99, step: 0.01, onchange: (value: number) => values.push(value) }
    render(Slider, { ...props, format: (value: number) => `${Math.round(value * 100)} %` })
    const thumb = screen.getByRole('slider', { name: 'Smoothing' })
    expect(thumb.getAttribute('aria-valuetext')).toBe('60 %')
    await fireEvent.keyDown(thumb, { key: 'ArrowRight' })
    await fireEvent.keyDown(thumb, { key: 'End' })
    expect(values).toEqual([0.61, 0.99])
  })
})

describe('a switch and a checkbox', () => {
  it('report what they were changed to', async () => {
    const changes: boolean[] = []
    const onchange = (value: boolean) => changes.push(value)
    render(Switch, { label: 'Ignore outliers', checked: false, onchange })
    render(Checkbox, { label: 'Digit 3', checked: true, onchange })
    await fireEvent.click(screen.getByRole('switch', { name: 'Ignore outliers' }))
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Digit 3' }))
    expect(changes).toEqual([true, false])
  })

  it('a checkbox can stand for a part', () => {
    render(Checkbox, { label: 'All runs', checked: false, indeterminate: true, onchange: () => undefined })
    expect(screen.getByRole('checkbox', { name: 'All runs' }).getAttribute('aria-checked')).toBe('mixed')
  })
})

describe('tabs', () => {
  it('show the one in view and report the chosen one', async () => {
    const chosen: string[] = []
    const children = createRawSnippet((value: () => string) => ({ render: () => `<p>Shows ${value()}</p>` }))
    render(Tabs, { label: 'Scale', tabs: scales, value: 'linear', onchange: (value: string) => chosen.push(value), children })
    expect(screen.getByRole('tabpanel').textContent).toBe('Shows linear')
    await fireEvent.click(screen.getByRole('tab', { name: 'Logarithmic' }))
    expect(chosen).toEqual(['log'])
  })
})
