import { z } from 'zod'
import { digitColourNames } from '../maths/digit-colours.ts'
import { labelColourNames } from '../maths/label-colours.ts'

/** Figures of a snapshot, which make an animation of a run. */
export const figureKinds = ['manifold', 'scatter', 'reconstructions'] as const
export type FigureKind = (typeof figureKinds)[number]

/** ±5 as in the tutorial, whatever lies outside, or as much as all points of the frames take. */
export const axisLimits = ['tutorial', 'data'] as const
export type AxisLimits = (typeof axisLimits)[number]

const epoch = z.number().int().min(0).max(100_000)

/** How an export looks and which epochs it takes. */
export const exportOptionsSchema = z.strictObject({
  /** 1: the size that the tutorial's figures have, 800 × 800 pixels for the square ones. */
  scale: z.number().min(0.25).max(4),
  digitColours: z.enum(digitColourNames),
  labelColours: z.enum(labelColourNames),
  /** What the axes of a scatter span. */
  limits: z.enum(axisLimits),
  /** Milliseconds a frame; `frameDelay` says what a file makes of it. */
  interval: z.number().int().min(20).max(10_000),
  /** First epoch of an animation, 0-based; null: the first there is. */
  from: epoch.nullable(),
  /** Last epoch of an animation, and the epoch of whatever shows only one; null: the newest there is. */
  to: epoch.nullable(),
  /** Every so-many-th snapshot of an animation. */
  every: z.number().int().min(1).max(1000),
})

export const someExportOptionsSchema = exportOptionsSchema.partial()

export type ExportOptions = z.infer<typeof exportOptionsSchema>
/** Those that shall not be the tutorial's. */
export type SomeExportOptions = z.infer<typeof someExportOptionsSchema>

/** All options: the tutorial's where none is given. */
export function completeExportOptions(kind: string, some: SomeExportOptions = {}): ExportOptions {
  return {
    scale: some.scale ?? 1,
    digitColours: some.digitColours ?? 'Greys_r',
    labelColours: some.labelColours ?? 'coolwarm',
    limits: some.limits ?? 'tutorial',
    interval: some.interval ?? (kind === 'manifold' ? 100 : 150),
    from: some.from ?? null,
    to: some.to ?? null,
    every: some.every ?? 1,
  }
}

/**
 * The snapshot epochs that an animation shows: every so-many-th of those within its range, and always the last of them, so
 * that an animation ends where its range does.
 * @param all ascending
 */
export function chosenEpochs(all: readonly number[], { from, to, every }: Pick<ExportOptions, 'from' | 'to' | 'every'>): number[] {
  const within = all.filter((epoch) => epoch >= (from ?? 0) && epoch <= (to ?? Infinity))
  return within.filter((_, index) => index % every === 0 || index === within.length - 1)
}
