import type { SnapshotFigures } from '../../../shared/experiment/snapshot.ts'
import type { LatentMap } from '../../state/latent-map.svelte.ts'
import { axisColours, colour, type Palette } from '../../state/theme.svelte.ts'
import type { MarkColours } from './marks.ts'
import type { ScatterColours, ScatterPicture } from './points.ts'

/** What a map shows of the test images' codes. */
export function scatterPicture({ labels }: SnapshotFigures, map: LatentMap): ScatterPicture {
  const { points, hidden, colours, density, bands } = map
  return { points, labels, hidden, colours, density, bands }
}

/** In the theme of the window, or in another palette. */
export function scatterColours(palette: Palette = colour): ScatterColours {
  return { ...axisColours(palette), ground: palette('--figure'), ink: palette('--accent') }
}

export function markColours(palette: Palette = colour): MarkColours {
  return { ink: palette('--ink'), faint: palette('--faint'), ground: palette('--figure'), accent: palette('--accent') }
}
