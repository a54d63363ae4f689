/** The CSS custom property (tokens.css) of a colour in the palette of runs. */
export function colourProperty(colour: number): string {
  return `--run-${colour}`
}
