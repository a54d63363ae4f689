import type { ScalarColumn } from '../../shared/contract/scalars.ts'

export const scalarCardIds = [
  'loss',
  'val-loss',
  'reconstruction',
  'kl',
  'kl-per-dimension',
  'learning-rate',
  'seconds',
] as const
export type ScalarCardId = (typeof scalarCardIds)[number]

/** What the losses are shown in: as they are (the tutorial's, nats per image / (2 · pixels)), or nats per image. */
export const lossUnits = ['loss', 'nats'] as const
export type LossUnit = (typeof lossUnits)[number]

/** How a column is stored. */
export type StoredUnit = 'loss' | 'nats' | 'rate' | 'seconds'

export interface CardSeries {
  column: ScalarColumn
  /** As the field calls it. */
  label: string
  /** Of the validation, drawn dashed. */
  validation: boolean
}

export interface ScalarCard {
  id: ScalarCardId
  title: string
  stored: StoredUnit
  /** None for the card whose series are the latent dimensions. */
  series: readonly CardSeries[]
}

const training = (column: ScalarColumn, label: string): CardSeries => ({ column, label, validation: false })
const validation = (column: ScalarColumn, label: string): CardSeries => ({ column, label, validation: true })

/** The cards of the page Scalars, in its order. */
export const scalarCards: readonly ScalarCard[] = [
  { id: 'loss', title: 'Loss', stored: 'loss', series: [training('loss', 'loss'), validation('valLoss', 'val_loss')] },
  { id: 'val-loss', title: 'Validation loss', stored: 'loss', series: [validation('valLoss', 'val_loss')] },
  {
    ...{ id: 'reconstruction', title: 'Reconstruction', stored: 'nats' },
    series: [training('reconstruction', 'reconstruction'), validation('valReconstruction', 'val_reconstruction')],
  },
  { id: 'kl', title: 'KL divergence', stored: 'nats', series: [training('kl', 'kl'), validation('valKl', 'val_kl')] },
  { id: 'kl-per-dimension', title: 'KL per latent dimension', stored: 'nats', series: [] },
  { id: 'learning-rate', title: 'Learning rate', stored: 'rate', series: [training('learningRate', 'learning_rate')] },
  { id: 'seconds', title: 'Seconds per epoch', stored: 'seconds', series: [training('seconds', 'seconds')] },
]

export function scalarCard(id: ScalarCardId): ScalarCard {
  const card = scalarCards.find((other) => other.id === id)
  if (card === undefined) throw new Error(`There is no card “${id}”.`)
  return card
}

/** What a stored value is multiplied by to be shown in this unit. */
export function unitFactor({ stored }: ScalarCard, unit: LossUnit, natsPerUnit: number): number {
  if (stored === 'loss') return unit === 'nats' ? natsPerUnit : 1
  if (stored === 'nats') return unit === 'nats' ? 1 : 1 / natsPerUnit
  return 1
}

/** Of the vertical axis. */
export function unitTitle({ stored }: ScalarCard, unit: LossUnit): string {
  if (stored === 'rate') return 'learning rate'
  if (stored === 'seconds') return 'seconds'
  return unit === 'nats' ? 'nats per image' : 'nats per image / (2 × pixels)'
}
