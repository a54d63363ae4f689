import { availableParallelism } from 'node:os'
import { partCount } from '../engine/parts.ts'

/** What TensorFlow reads from the environment, and the values that serve here. */
export const tensorflowEnvironment: Readonly<Record<string, string>> = {
  // Warnings and errors only; the rest says which processor instructions it found.
  TF_CPP_MIN_LOG_LEVEL: '2',
  // oneDNN's kernels and, among its threads, the calling one: a tenth less time for an epoch (docs/adr/0002).
  TF_ENABLE_ONEDNN_OPTS: '1',
  TF_ONEDNN_THREADPOOL_USE_CALLER_THREAD: 'true',
  // The engine computes a batch in parts, side by side: what is left of the cores helps each of them.
  TF_NUM_INTRAOP_THREADS: String(Math.max(Math.floor(availableParallelism() / partCount), 1)),
  // Electron's malloc gives every freed tensor of a megabyte back to the system, and the next one faults its pages in
  // anew: half of an epoch. TensorFlow's own allocator keeps them, as the C library's malloc does.
  ...('electron' in process.versions ? { TF_CPU_ALLOCATOR_USE_BFC: '1' } : {}),
}

/**
 * Puts the settings into the environment of the process, before TensorFlow's first operation. To be called on the main
 * thread: a worker's `process.env` is a copy that native code does not see. What the user has set stays.
 */
export function prepareTensorFlowEnvironment(): void {
  for (const [name, value] of Object.entries(tensorflowEnvironment)) process.env[name] ??= value
}
