import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { load, type LibraryHandle } from 'koffi'
import { prepareTensorFlowEnvironment } from './environment.ts'
import platforms from './platforms.json' with { type: 'json' }
import { unsuitableProcessor } from './processor.ts'
import { withoutLinesOnStandardError } from './standard-error.ts'

/** In a packed app native files lie beside the archive, since the linker cannot look into it. */
const unpacked = (path: string) => path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')

/** What a static initialiser says of oneDNN before it reads any log level, and what the log says of being early. */
const announcement = /^WARNING: All log messages before absl::InitializeLog\(\)|oneDNN custom operations are on\./

type Platform = (typeof platforms)[keyof typeof platforms]

function platform(): Platform {
  const name = `${process.platform}-${process.arch}`
  const known = (platforms as Partial<Record<string, Platform>>)[name]
  if (known !== undefined) return known
  const names = Object.values(platforms).map((platform) => platform.name)
  throw new Error(`There is no TensorFlow for ${name} here, only for ${names.join(', ')}.`)
}

/** Maps a library into the process for good, all its symbols bound at once and kept from other libraries. */
function keep(path: string): void {
  const dlopen = load(null).func('void *dlopen(const char *, int)') as (path: string, flags: number) => bigint | null
  // What goes wrong is told by koffi, which opens the library next.
  dlopen(path, constants.dlopen.RTLD_NOW)
}

/**
 * koffi alone would unload the library with the thread that loaded it, while TensorFlow's own threads run in it still.
 * Where it is mapped already, it is found again.
 */
function open(): LibraryHandle {
  const folder = unpacked(join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json')), 'deps', 'lib'))
  const { framework, tensorflow } = platform().libraries
  // First, since the other one asks for it by its name alone.
  keep(join(folder, framework))
  const path = join(folder, tensorflow)
  keep(path)
  return load(path)
}

let library: LibraryHandle | undefined

/** TensorFlow's native library. The main thread has to be the first to ask for it: the settings are its process's. */
export function tensorflowLibrary(): LibraryHandle {
  if (library !== undefined) return library
  const unsuitable = unsuitableProcessor()
  if (unsuitable !== null) throw new Error(unsuitable)
  if (isMainThread) {
    prepareTensorFlowEnvironment()
    library = withoutLinesOnStandardError(announcement, open)
  } else library = open()
  return library
}
