import { z } from 'zod'

/** Keras' names for them, in the order in which a run calls them first. */
export const hookNames = ['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'] as const

export type HookName = (typeof hookNames)[number]

/** To the process that has the user's module. Each but the last is answered under its id. */
export type HookOrder =
  /** Path of the module. It is answered with what the module exports under the hooks' names. */
  | { id: number; load: string }
  | { id: number; hook: HookName; values: unknown[] }
  /** No other order comes. The process ends by itself when nothing of the module's is under way. */
  | 'end'

const thrownSchema = z.object({
  /** Such as `TypeError: x is not a function`. */
  reason: z.string(),
  /** As V8 wrote it; empty if what was thrown has none. */
  stack: z.string(),
  isSyntaxError: z.boolean(),
})

/** What a module has thrown, in words: the thing itself may be anything. */
export type Thrown = z.output<typeof thrownSchema>

/** From that process, in which a module that is not ours may have changed everything. */
export const hookReportSchema = z.union([
  z.strictObject({ id: z.number(), exports: z.record(z.string(), z.string()) }),
  z.strictObject({ id: z.number(), returned: z.literal(true) }),
  /** `id` null: outside of the hooks, in a timer say. */
  z.strictObject({ id: z.number().nullable(), thrown: thrownSchema }),
])

export type HookReport = z.output<typeof hookReportSchema>
