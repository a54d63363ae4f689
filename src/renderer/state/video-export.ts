import type { ExportJob, Frame, VideoFormat } from '../../shared/contract/exports.ts'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import type { ExportOptions, FigureKind } from '../../shared/experiment/export-options.ts'
import type { Client } from './client.ts'

export interface VideoRequest {
  experimentId: string
  kind: FigureKind
  format: VideoFormat
  options: ExportOptions
  /** Snapshot epochs, one a frame. */
  epochs: readonly number[]
}

/**
 * Makes a video: main draws each frame, the browser encodes it, main writes the file. Resolves once the user has chosen a
 * place, with the job that goes on; null if there is none. What happens to it later is told by the job's events.
 */
export async function startVideo(client: Client, request: VideoRequest): Promise<ExportJob | null> {
  const { experimentId, kind, format, options, epochs } = request
  const job = await client.request('exports:begin-video', { experimentId, kind, format, total: epochs.length })
  if (job !== null) void encode(client, request, options.interval, job.exportId)
  return job
}

async function encode(client: Client, request: VideoRequest, interval: number, exportId: string): Promise<void> {
  let failure: string | null = null
  try {
    // Only when a video is made: the library is as large as the rest of the page's code.
    const [{ encodeVideo }, { codecFor }] = await Promise.all([import('../video/encode-video.ts'), import('../video/formats.ts')])
    const frames = framesOf(client, request)
    const first = await frames.next()
    if (first.done === true) throw new WorkbenchError('usage', 'There are no frames. Choose more epochs.')
    const codec = await codecFor(request.format, first.value)
    if (codec === null) throw new WorkbenchError('usage', 'This size cannot be encoded here. Choose a smaller one, or GIF.')
    let done = 0
    await encodeVideo(following(first.value, frames), { format: request.format, codec, interval }, {
      write: async (position, data) => {
        await client.request('exports:append', { exportId, position, data, done })
      },
      encoded: async (count) => {
        done = count
        await client.request('exports:append', { exportId, position: 0, data: new Uint8Array(0), done })
      },
    })
  } catch (thrown) {
    const { code, message } = toWorkbenchError(thrown)
    // Who cancelled it knows, and main has ended the job.
    if (code === 'cancelled') return
    failure = message
  }
  await client.request('exports:finish', { exportId, failure }).catch(() => undefined)
}

/** Asks for each frame while the one before it is being encoded. */
async function* framesOf(client: Client, { experimentId, kind, options, epochs }: VideoRequest): AsyncGenerator<Frame, undefined> {
  const draw = (epoch: number) => client.request('exports:frame', { experimentId, kind, options, epoch })
  const [first, ...rest] = epochs
  if (first === undefined) return
  let next = draw(first)
  for (const epoch of rest) {
    const frame = await next
    next = draw(epoch)
    // It is awaited only when its turn comes.
    next.catch(() => undefined)
    yield frame
  }
  yield await next
}

async function* following(first: Frame, rest: AsyncIterable<Frame>): AsyncGenerator<Frame, void> {
  yield first
  yield* rest
}
