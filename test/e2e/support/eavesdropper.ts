import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Listens on this machine, on TCP and on UDP, and counts who comes: a server that nobody should ever reach. */
export interface Eavesdropper {
  tcpPort: number
  udpPort: number
  /** Connections and packets so far. */
  heard: () => number
  close: () => void
}

export async function eavesdrop(): Promise<Eavesdropper> {
  let heard = 0
  const tcp = createServer((socket) => {
    heard++
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nhi')
  }).listen(0, '127.0.0.1')
  const udp = createSocket('udp4', () => heard++)
  udp.bind(0, '127.0.0.1')
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  return {
    tcpPort: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    heard: () => heard,
    close: () => {
      tcp.close()
      udp.close()
    },
  }
}
