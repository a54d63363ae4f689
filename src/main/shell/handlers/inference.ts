import type { inferenceRequests } from '../../../shared/contract/inference.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

/** All of it is done by the inference process, or one more of its kind. */
export function inferenceHandlers({ inference, profiler }: HandlerServices): HandlersOf<typeof inferenceRequests> {
  return {
    'inference:warm': (request) => inference.request('inference:warm', request),
    'inference:decode': (request) => inference.request('inference:decode', request),
    'inference:encode': (request) => inference.request('inference:encode', request),
    'inference:test-digit': (request) => inference.request('inference:test-digit', request),
    'inference:reconstructions': (request) => inference.request('inference:reconstructions', request),
    'inference:test-images': (request) => inference.request('inference:test-images', request),
    'inference:profile': (request) => profiler.profile(request),
  }
}
