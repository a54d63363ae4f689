import { createSubscriber } from 'svelte/reactivity'

const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query))

const subscribe = createSubscriber((update) => {
  for (const query of queries) query.addEventListener('change', update)
  return () => {
    for (const query of queries) query.removeEventListener('change', update)
  }
})

/** A colour of tokens.css as canvases need it. Read within an effect or a template, it follows the system's theme. */
export function colour(property: string): string {
  subscribe()
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim()
}

/** The colours of a figure's frame and numbers. */
export function axisColours(): { line: string; text: string; grid: string } {
  return { line: colour('--line-strong'), text: colour('--faint'), grid: colour('--figure-grid') }
}
