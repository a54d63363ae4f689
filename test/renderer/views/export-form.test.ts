import { describe, expect, it } from 'vitest'
import { delayText } from '../../../src/renderer/views/exports/delay-text.ts'
import { ExportForm } from '../../../src/renderer/views/exports/export-form.svelte.ts'

const epochs = [0, 1, 2, 5, 9]

describe('ExportForm', () => {
  it('begins with the tutorial’s GIF of all snapshots', () => {
    const form = new ExportForm()
    expect([form.kind, form.format, form.options.interval, form.options.scale]).toEqual(['manifold', 'gif', 100, 1])
    expect(form.epochs(epochs)).toEqual(epochs)
  })

  it('remembers what was chosen for each kind', () => {
    const form = new ExportForm()
    form.set({ digitColours: 'Greys' })
    form.setInterval('40')
    form.choose('scatter')
    expect([form.options.interval, form.intervalText, form.options.digitColours]).toEqual([150, '150', 'Greys_r'])
    form.setFormat('mp4')
    form.choose('manifold')
    expect([form.format, form.intervalText, form.options.digitColours]).toEqual(['gif', '40', 'Greys'])
    form.choose('scatter')
    expect(form.format).toBe('mp4')
  })

  it('shows one snapshot in a picture, the newest up to the epoch that is chosen', () => {
    const form = new ExportForm()
    form.setFormat('png')
    expect(form.epochs(epochs)).toEqual([9])
    form.set({ to: 4 })
    expect(form.epochs(epochs)).toEqual([2])
    expect(form.epochs([])).toEqual([])
  })

  it('offers films no size that only pictures have', () => {
    const form = new ExportForm()
    form.setFormat('png')
    form.set({ scale: 4 })
    form.setFormat('gif')
    expect(form.options.scale).toBe(1)
  })

  it.each(['', '5', '1e3', '99999999', 'x', '1.000', '1,000', '100.0'])('refuses an interval of “%s” and keeps the last that fits', (text) => {
    const form = new ExportForm()
    form.setInterval(text)
    expect(form.valid).toBe(false)
    expect(form.intervalError).toBe('A whole number from 20 to 10000 without points or commas, such as 100.')
    expect(form.options.interval).toBe(100)
    form.setFormat('png')
    expect(form.valid).toBe(true)
  })

  it('tells the delay that is written, and rounds it where the file does', () => {
    const form = new ExportForm()
    form.setInterval('25')
    expect([form.delay, delayText(form)]).toEqual([30, '33.3 frames a second. Written as 30 ms, not 25: GIFs count hundredths of a second.'])
    form.setFormat('webm')
    expect([form.delay, delayText(form)]).toEqual([25, '40 frames a second'])
    form.setInterval('1000')
    expect(delayText(form)).toBe('1 frame a second')
    form.setFormat('gif')
    form.setInterval('20')
    expect(delayText(form)).toBe('50 frames a second, the most that browsers play')
  })

  it('thins the snapshots', () => {
    const form = new ExportForm()
    form.setEvery('2')
    expect(form.epochs(epochs)).toEqual([0, 2, 9])
    form.setEvery('0')
    expect(form.everyError).not.toBeNull()
  })
})
