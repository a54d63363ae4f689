const dark = matchMedia('(prefers-color-scheme: dark)')
const contrast = matchMedia('(prefers-contrast: more)')

let changes = $state(0)
for (const query of [dark, contrast]) query.addEventListener('change', () => changes++)

/** A colour of tokens.css as canvases need it. Read within an effect or a template, it follows the system's theme. */
export function colour(property: string): string {
  void changes
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim()
}

/** The colours of a figure's frame and numbers. */
export function axisColours(): { line: string; text: string; grid: string } {
  return { line: colour('--line-strong'), text: colour('--faint'), grid: colour('--figure-grid') }
}
