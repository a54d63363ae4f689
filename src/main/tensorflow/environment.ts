/**
 * What TensorFlow and oneDNN read from the environment and the numbers depend on: the same in every process, whatever the user's
 * environment says. The number of threads an operation has is among it too, and is set in the engine (native/session-config.ts).
 */
const arithmetic: Readonly<Record<string, string | undefined>> = {
  // oneDNN's kernels: a tenth less time for an epoch (docs/adr/0002).
  TF_ENABLE_ONEDNN_OPTS: '1',
  TF_XLA_FLAGS: undefined,
  TF_SET_ONEDNN_FPMATH_MODE: undefined,
  ONEDNN_DEFAULT_FPMATH_MODE: undefined,
  DNNL_DEFAULT_FPMATH_MODE: undefined,
  ONEDNN_MAX_CPU_ISA: undefined,
  DNNL_MAX_CPU_ISA: undefined,
}

/** What serves here, and may be set otherwise by the user: it does not change a number. */
const preferences: Readonly<Record<string, string>> = {
  // Warnings and errors only; the rest says which processor instructions it found.
  TF_CPP_MIN_LOG_LEVEL: '2',
  // Among oneDNN's threads, the calling one.
  TF_ONEDNN_THREADPOOL_USE_CALLER_THREAD: 'true',
  // Electron's malloc gives every freed tensor of a megabyte back to the system, and the next one faults its pages in
  // anew: half of an epoch. TensorFlow's own allocator keeps them, as the C library's malloc does.
  ...('electron' in process.versions ? { TF_CPU_ALLOCATOR_USE_BFC: '1' } : {}),
}

/**
 * Puts the settings into the environment of the process, before TensorFlow is loaded. To be called on the main thread: a worker's
 * `process.env` is a copy that native code does not see.
 */
export function prepareTensorFlowEnvironment(): void {
  for (const [name, value] of Object.entries(preferences)) process.env[name] ??= value
  for (const [name, value] of Object.entries(arithmetic)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
}
