import { exportKinds } from '../../../src/main/cli/commands/export.ts'

export { exportKinds }

/** What the names of what each kind writes end with. */
export const endings: Record<(typeof exportKinds)[number], string> = {
  ...{ manifold: '.gif', scatter: '.gif', reconstructions: '.gif', scalars: '.csv', latents: '.npy', labels: '.npy' },
  ...{ events: '', weights: '.safetensors', experiment: '.manifold' },
}
