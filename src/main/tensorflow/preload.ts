/**
 * Loads TensorFlow's native library into the process. This module must be the very first import of Electron's main
 * process: on Linux, libtensorflow carries an LLVM of its own, and when Chromium's GPU start-up has put Mesa's libLLVM
 * into the global scope before it, the dynamic linker mixes the two and the process dies of SIGSEGV in a static
 * initialiser. Bound early, it keeps to its own. The training worker then finds the library mapped. Costs 0.5 s.
 * test/e2e shows it: a window, then a worker that trains.
 *
 * A processor that the library cannot run on would end the process here (SIGILL): there it is left alone.
 */
import { tensorflowLibrary } from './library.ts'
import { unsuitableProcessor } from './processor.ts'

if (unsuitableProcessor() === null) tensorflowLibrary()
