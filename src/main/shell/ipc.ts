import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { requestChannels, type EventChannel, type RequestChannel } from '../../shared/contract/channels.ts'
import { requestSchemas, type Answer, type Events, type ResponseOf } from '../../shared/contract/contract.ts'
import { serializeError, WorkbenchError, type SerializedError } from '../../shared/errors.ts'

type Parsed<C extends RequestChannel> = z.output<(typeof requestSchemas)[C]>

/** One function a request channel. What it throws reaches the page as an error for the user. */
export type Handlers = { [C in RequestChannel]: (request: Parsed<C>) => ResponseOf<C> | Promise<ResponseOf<C>> }

/** The handlers of one area of the contract. */
export type HandlersOf<Requests> = Pick<Handlers, keyof Requests & RequestChannel>

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>

/**
 * Answers every request channel. A request passes three doors: it comes from the page itself (`trusted`), it fits its
 * channel's schema, and its handler accepts it; whatever fails is answered, never thrown across.
 * @param failed hears of each refusal, too, but not of what nobody wants any more
 */
export function answerRequests(
  ipcMain: Pick<IpcMain, 'handle'>,
  trusted: (sender: Sender) => boolean,
  handlers: Handlers,
  failed: (channel: RequestChannel, error: SerializedError) => void = () => undefined,
): void {
  for (const channel of requestChannels) {
    ipcMain.handle(channel, async (event, request: unknown) => {
      const answered = await answer(channel, handlers, () => trusted(event), request)
      if (!answered.ok && answered.error.code !== 'cancelled') failed(channel, answered.error)
      return answered
    })
  }
}

async function answer<C extends RequestChannel>(
  channel: C,
  handlers: Handlers,
  trusted: () => boolean,
  request: unknown,
): Promise<Answer<C>> {
  try {
    if (!trusted()) throw new WorkbenchError('permission-denied', 'The request does not come from the workbench’s window. Restart the app.')
    const parsed = requestSchemas[channel].safeParse(request)
    if (!parsed.success) throw new WorkbenchError('invalid-parameter', describe(parsed.error))
    return { ok: true, value: await handlers[channel](parsed.data as Parsed<C>) }
  } catch (thrown) {
    return { ok: false, error: serializeError(thrown) }
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)).join('; ')
}

/** True for the main frame of the window while it shows the bundle, and for nothing else. */
export function trustOnly(window: BrowserWindow, origin: string): (sender: Sender) => boolean {
  return ({ senderFrame }) =>
    senderFrame !== null &&
    !window.isDestroyed() &&
    senderFrame === window.webContents.mainFrame &&
    senderFrame.url.startsWith(`${origin}/`)
}

/** Sends an event to the page; without effect once the window is gone. */
export type Publish = <C extends EventChannel>(channel: C, event: Events[C]) => void

export function publishTo(window: BrowserWindow): Publish {
  return (channel, event) => {
    if (!window.isDestroyed()) window.webContents.send(channel, event)
  }
}
