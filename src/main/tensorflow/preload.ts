/**
 * Loads TensorFlow's native library into the process, all its symbols bound at once. This module must be the very first
 * import of Electron's main process: on Linux, libtensorflow carries an LLVM of its own, and when Chromium's GPU start-up
 * has put Mesa's libLLVM into the global scope before it, the dynamic linker mixes the two and the process dies of
 * SIGSEGV in a static initialiser. Bound early, it keeps to its own. The training worker's import then finds the library
 * mapped. Costs 0.5 s. test/e2e shows it: a window, then a worker that trains.
 */
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { prepareTensorFlowEnvironment } from './environment.ts'
import { withoutLinesOnStandardError } from './standard-error.ts'

interface NativeModule {
  exports: { TF_Version?: string }
}

/** In a packed app native files lie beside the archive, since the linker cannot look into it. */
const unpacked = (path: string) => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')

/** What a static initialiser says of oneDNN before it reads any log level, and what the log says of being early. */
const announcement = /^WARNING: All log messages before absl::InitializeLog\(\)|oneDNN custom operations are on\./

function load(): NativeModule['exports'] {
  prepareTensorFlowEnvironment()
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'))
  const native: NativeModule = { exports: {} }
  const path = unpacked(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'))
  withoutLinesOnStandardError(announcement, () => process.dlopen(native, path, constants.dlopen.RTLD_NOW))
  return native.exports
}

const binding = load()

/** Version of the native TensorFlow library, such as `2.21.0`. */
export function tensorflowVersion(): string {
  return binding.TF_Version ?? 'unknown'
}
