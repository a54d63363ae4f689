import type { InferenceChannel, InferenceRequestOf, InferenceResponses } from '../../shared/contract/inference.ts'
import { z } from 'zod'
import { errorCodes, type SerializedError } from '../../shared/errors.ts'

/** To the process. */
export interface InferenceOrder<C extends InferenceChannel = InferenceChannel> {
  id: number
  channel: C
  request: InferenceRequestOf<C>
}

/** From it, one for each order. */
export type InferenceReport<C extends InferenceChannel = InferenceChannel> =
  | { id: number; value: InferenceResponses[C] }
  | { id: number; error: SerializedError }

/** What a report has to be like: the process reads weights that may come from anywhere, so it is not believed blindly. */
export const reportSchema = z.union([
  z.strictObject({ id: z.number().int(), error: z.strictObject({ code: z.enum(errorCodes), message: z.string(), stack: z.string().optional() }) }),
  z.strictObject({ id: z.number().int(), value: z.unknown().refine((value) => value !== undefined) }),
])

/** The process, seen from the one that started it. */
export interface InferenceChild {
  send(order: InferenceOrder): void
  /** At most one listener each. */
  onReport(listener: (report: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
  end(): void
}

/** @param argument the workspace's folder, which the process is started with */
export type StartInference = (modulePath: string, argument: string, environment: NodeJS.ProcessEnv) => InferenceChild
