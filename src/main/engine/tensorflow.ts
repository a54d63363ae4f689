import util from 'node:util'
import { registerBackend, setBackend } from '@tensorflow/tfjs'
import '@tensorflow/tfjs-node/dist/register_all_kernels.js'
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js'
import { binding } from './native/binding.ts'

/** The kernels of tfjs-node 4.22 call `util.isNullOrUndefined`, which Node removed in version 23. */
if (!('isNullOrUndefined' in util)) {
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined })
}

// tfjs-node's own index would look for a native module that was compiled for it; its kernels work on any that is given.
type NativeModule = ConstructorParameters<typeof NodeJSKernelBackend>[0]
const priority = 3
registerBackend('tensorflow', () => new NodeJSKernelBackend(binding as unknown as NativeModule, '@tensorflow/tfjs-node'), priority)
void setBackend('tensorflow')

export * as tf from '@tensorflow/tfjs'
