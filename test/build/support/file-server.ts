import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A file behind HTTP that can misbehave; every request's range is noted. */
export interface FileServer {
  url: string
  ranges: (string | undefined)[]
  close(): Promise<void>
}

export type Behaviour = (request: IncomingMessage, response: ServerResponse, count: number) => void

export async function serve(behaviour: Behaviour): Promise<FileServer> {
  const ranges: (string | undefined)[] = []
  const server: Server = createServer((request, response) => {
    ranges.push(request.headers.range)
    behaviour(request, response, ranges.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`,
    ranges,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Answers as RFC 9110 says, with an entity tag; `until` cuts the connection after so many bytes of this answer. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  { tag = '"1"', until = Infinity }: { tag?: string; until?: number } = {},
): void {
  const match = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const condition = request.headers['if-range']
  const start = match !== null && (condition === undefined || condition === tag) ? Number(match[1]) : 0
  const body = content.subarray(start)
  const headers: Record<string, string | number> = { 'content-length': body.length, etag: tag }
  if (start >= content.length) {
    response.writeHead(416).end()
    return
  }
  if (start > 0) headers['content-range'] = `bytes ${start}-${content.length - 1}/${content.length}`
  response.writeHead(start > 0 ? 206 : 200, headers)
  if (body.length <= until) {
    response.end(body)
  } else {
    response.write(body.subarray(0, until), () => setTimeout(() => response.destroy(), 50))
  }
}
