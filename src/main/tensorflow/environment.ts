/**
 * Settings that TensorFlow reads from the environment of the process, before its first operation. To be called on the
 * main thread: a worker's `process.env` is a copy that native code does not see. What the user has set stays.
 */
export function prepareTensorFlowEnvironment(): void {
  // Warnings and errors only; the rest says which processor instructions it found.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // oneDNN's kernels are no faster for layers of this size (docs/adr/0002), and with them the library announces itself on
  // stderr while it is loaded, whatever the log level.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0'
}
