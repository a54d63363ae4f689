import { utilityProcess } from 'electron'
import type { StartInference } from '../inference/protocol.ts'

/** Inference as a utility process, which needs no fuse and runs from an archive; Electron ends it with the application. */
export const startUtilityInference: StartInference = (modulePath, argument, environment) => {
  const child = utilityProcess.fork(modulePath, [argument], { serviceName: 'Inference', env: environment, stdio: 'inherit' })
  return {
    send: (order) => child.postMessage(order),
    onReport: (listener) => void child.on('message', (report: unknown) => listener(report)),
    onExit: (listener) => void child.on('exit', listener),
    end: () => void child.kill(),
  }
}
