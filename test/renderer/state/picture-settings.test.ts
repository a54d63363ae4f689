import { describe, expect, it } from 'vitest'
import { PictureSettings } from '../../../src/renderer/state/picture-settings.svelte.ts'
import { figureColours } from '../../../src/renderer/state/theme.svelte.ts'

class Memory {
  readonly items = new Map<string, string>()
  getItem = (key: string) => this.items.get(key) ?? null
  setItem = (key: string, value: string) => void this.items.set(key, value)
}

describe('the ground of saved pictures', () => {
  const style = document.createElement('style')
  // As tokens.css has it in a dark system: the first block for both, the second for the window alone.
  style.textContent = ':root, .on-white { --panel: #ffffff; --muted: #4b535f } :root { --panel: #1c1f24; --muted: #a8b0bc }'
  document.head.append(style)

  it('is white at first, with what is legible on it, and the window’s where that is wanted', () => {
    const settings = new PictureSettings(new Memory())
    expect(figureColours(settings.palette)).toMatchObject({ ground: '#ffffff', text: '#4b535f' })
    settings.choose('shown')
    expect(figureColours(settings.palette)).toMatchObject({ ground: '#1c1f24', text: '#a8b0bc' })
  })

  it('is remembered', () => {
    const memory = new Memory()
    new PictureSettings(memory).choose('shown')
    expect(new PictureSettings(memory).ground).toBe('shown')
  })

  it.each(['', 'nonsense', 'null', '[]', '{"ground":"pink"}'])('does not mind %j in its place', (stored) => {
    const memory = new Memory()
    memory.setItem('pictures', stored)
    expect(new PictureSettings(memory).ground).toBe('white')
  })
})
