/**
 * Settings that TensorFlow reads from the environment of the process, before its first operation. To be called on the
 * main thread: a worker's `process.env` is a copy that native code does not see. What the user has set stays.
 */
export function prepareTensorFlowEnvironment(): void {
  // Warnings and errors only; the rest says which processor instructions it found.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  // For layers of this size Eigen's kernels are faster than oneDNN's (docs/adr/0002), and oneDNN announces itself on
  // stderr whatever the log level.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '0'
}
