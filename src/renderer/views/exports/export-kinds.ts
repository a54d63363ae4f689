import Archive from '@lucide/svelte/icons/archive'
import Binary from '@lucide/svelte/icons/binary'
import ChartScatter from '@lucide/svelte/icons/chart-scatter'
import Grid3x3 from '@lucide/svelte/icons/grid-3x3'
import Images from '@lucide/svelte/icons/images'
import Sheet from '@lucide/svelte/icons/sheet'
import Tags from '@lucide/svelte/icons/tags'
import Weight from '@lucide/svelte/icons/weight'
import type { Component } from 'svelte'
import type { ExportFormat, ExportKind } from '../../../shared/contract/exports.ts'

export interface ExportItem {
  kind: ExportKind
  label: string
  /** What it is, in a line. */
  detail: string
  icon: Component<{ size?: number }>
}

/** What can be exported, in the order of the page and of the menu. */
export const exportItems: readonly ExportItem[] = [
  { kind: 'manifold', label: 'Manifold', detail: 'GIF, video or PNG', icon: Grid3x3 },
  { kind: 'scatter', label: 'Latent scatter', detail: 'GIF, video or PNG', icon: ChartScatter },
  { kind: 'reconstructions', label: 'Reconstructions', detail: 'GIF, video or PNG', icon: Images },
  { kind: 'scalars', label: 'Scalars', detail: 'CSV or JSON', icon: Sheet },
  { kind: 'latents', label: 'Latents', detail: 'NPY or CSV', icon: Binary },
  { kind: 'labels', label: 'Labels', detail: 'NPY or CSV', icon: Tags },
  { kind: 'weights', label: 'Weights', detail: 'safetensors', icon: Weight },
  { kind: 'experiment', label: 'Experiment', detail: 'all of it in one file', icon: Archive },
]

export const formatNames: Record<ExportFormat, string> = {
  ...{ gif: 'GIF', png: 'PNG', webm: 'WebM', mp4: 'MP4' },
  ...{ csv: 'CSV', json: 'JSON', npy: 'NPY', safetensors: 'safetensors', manifold: '.manifold' },
}
