import type { SnapshotFigures } from '../../../shared/experiment/snapshot.ts'
import type { LatentMap } from '../../state/latent-map.svelte.ts'
import { axisColours, colour } from '../../state/theme.svelte.ts'
import type { MarkColours } from './marks.ts'
import type { ScatterColours, ScatterPicture } from './points.ts'

/** What a map shows of the test images' codes. */
export function scatterPicture({ labels }: SnapshotFigures, map: LatentMap): ScatterPicture {
  const { points, hidden, colours, density, bands } = map
  return { points, labels, hidden, colours, density, bands }
}

/** In the theme of the window. */
export function scatterColours(): ScatterColours {
  return { ...axisColours(), ground: colour('--figure'), ink: colour('--accent') }
}

export function markColours(): MarkColours {
  return { ink: colour('--ink'), faint: colour('--faint'), ground: colour('--figure'), accent: colour('--accent') }
}
