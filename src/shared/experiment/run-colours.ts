/** Colours in the palette of runs: tokens.css has them as `--run-0` and on. */
export const runColourCount = 16
