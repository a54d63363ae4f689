import { parentPort, workerData } from 'node:worker_threads'
import { serveRequests } from '../../threads/serve-requests.ts'
import { FrameSource } from './frame-source.ts'
import type { FrameRequest } from './protocol.ts'

/** The thread that draws single frames. */
if (parentPort !== null) {
  const frames = new FrameSource(workerData as string)
  serveRequests(
    parentPort,
    (request: FrameRequest) => frames.draw(request),
    () => frames.close(),
  )
}
