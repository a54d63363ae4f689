import type { ExportKind } from '../../../shared/contract/exports.ts'

/** What can be exported, in the order of the menu. */
export const exportItems: readonly { kind: ExportKind; label: string; detail: string }[] = [
  { kind: 'manifold', label: 'Manifold…', detail: 'manifold.gif' },
  { kind: 'scatter', label: 'Latent scatter…', detail: 'z_distr.gif' },
  { kind: 'reconstructions', label: 'Reconstructions…', detail: 'GIF' },
  { kind: 'scalars', label: 'Scalars…', detail: 'CSV' },
  { kind: 'weights', label: 'Weights…', detail: 'safetensors' },
]
