import { readFileSync } from 'node:fs'

/** What Chromium's network service writes down of everything it does (`--log-net-log`). */
interface NetLog {
  constants: { logEventTypes: Record<string, number> }
}
interface NetEvent {
  type: number
  params?: { url?: string; host?: string; address?: string; address_list?: string[] }
}

/** Of whatever reaches out of the machine, or would. */
const outward = /^(TCP_CONNECT|TCP_CONNECT_ATTEMPT|UDP_CONNECT|UDP_BYTES_SENT|SSL_CONNECT|QUIC_SESSION|DNS_TRANSACTION|HOST_RESOLVER_(MANAGER|SYSTEM|DNS)_.+)$/

/** @returns each request and each attempt to connect or to find a host, in words, with the number of events looked at */
export function readNetLog(path: string): { urls: string[]; outward: string[]; events: number } {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split('\n')
  // The first line holds the constants; then comes an event a line. A program that ends does not always close the list.
  const { constants } = JSON.parse(`${head.replace(/,\s*$/, '')}}`) as NetLog
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]))
  const events = lines.flatMap((line): NetEvent[] => {
    try {
      const event = JSON.parse(line.replace(/^"events": \[/, '').replace(/[,\]}]*\s*$/, (end) => (end.startsWith('}') ? '}'.repeat(end.split('}').length - 1) : ''))) as NetEvent
      return typeof event.type === 'number' ? [event] : []
    } catch {
      return []
    }
  })
  const named = events.map((event) => ({ name: names.get(event.type) ?? '', params: event.params ?? {} }))
  return {
    urls: named.flatMap(({ params }) => (params.url === undefined ? [] : [params.url])),
    outward: named.filter(({ name }) => outward.test(name)).map(({ name, params }) => `${name} ${JSON.stringify(params)}`),
    events: events.length,
  }
}
