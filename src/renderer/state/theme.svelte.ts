import { createSubscriber } from 'svelte/reactivity'

const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query))

const subscribe = createSubscriber((update) => {
  for (const query of queries) query.addEventListener('change', update)
  return () => {
    for (const query of queries) query.removeEventListener('change', update)
  }
})

/** What the colours of tokens.css are, by the names of their custom properties. */
export type Palette = (property: string) => string

/** A colour of tokens.css as canvases need it. Read within an effect or a template, it follows the system's theme. */
export function colour(property: string): string {
  subscribe()
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim()
}

let paper: HTMLElement | null = null

/** The same colour as on white paper, whatever the theme. */
export function colourOnWhite(property: string): string {
  if (paper === null) {
    paper = document.createElement('div')
    paper.className = 'on-white'
    paper.hidden = true
    document.body.append(paper)
  }
  return getComputedStyle(paper).getPropertyValue(property).trim()
}

/** The colours of a figure's frame and numbers. */
export function axisColours(palette: Palette = colour): { line: string; text: string; grid: string } {
  return { line: palette('--line-strong'), text: palette('--faint'), grid: palette('--figure-grid') }
}

/** The colours of a picture that is saved: of its ground, of what is written on it, of its grid. */
export function figureColours(palette: Palette): { ground: string; text: string; grid: string } {
  return { ground: palette('--panel'), text: palette('--muted'), grid: palette('--figure-grid') }
}
