import { tensorflowVersion } from '../engine/native/c-api.ts'
import type { Arithmetic } from '../store/records.ts'
import { instructionSet } from '../tensorflow/processor.ts'

/** What a run's numbers depend on here besides its configuration, data and seed. */
export function arithmeticHere(rowParts: number): Arithmetic {
  return { rowParts, tensorflow: tensorflowVersion(), instructions: instructionSet() ?? 'unknown' }
}

/** What to say of a run that goes on by other arithmetic than it has come by; null: it goes on exactly. */
export function inexactness(before: Arithmetic | undefined, here: Arithmetic): string | null {
  if (before === undefined) {
    return 'This run was begun by an earlier version, which computed in another way. It goes on closely, not exactly as it would have there.'
  }
  if (before.tensorflow === here.tensorflow && before.instructions === here.instructions && before.rowParts === here.rowParts) return null
  const words = ({ tensorflow, instructions }: Arithmetic) => `TensorFlow ${tensorflow} with ${instructions} instructions`
  return `So far this run was computed by ${words(before)}, and here it is by ${words(here)}. It goes on closely, not exactly as it would have there.`
}
