import { fork } from 'node:child_process'
import type { StartInference } from './protocol.ts'

/** Inference as a child of plain Node. */
export const startNodeInference: StartInference = (modulePath, argument, environment) => {
  const child = fork(modulePath, [argument], { env: environment, serialization: 'advanced' })
  return {
    // A child that is gone cannot be sent to; its exit tells.
    send: (order) => void child.send(order, () => undefined),
    onReport: (listener) => void child.on('message', (report) => listener(report)),
    onExit: (listener) => void child.on('exit', listener),
    end: () => void child.kill(),
  }
}
