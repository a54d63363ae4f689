import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const kinds = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6']

/** A process and all of its children, by Linux' /proc. */
function family(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      // The name in parentheses may hold anything; the parent is the second field after it.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
      parents.set(Number(name), Number(fields[1]))
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = new Set([root])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid)
  }
  return [...found]
}

/** @returns the internet sockets of a process and its children that are not bound to this machine, in words */
export function outsideSockets(root: number): string[] {
  return family(root).flatMap((pid) => {
    try {
      const inodes = new Set(
        readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? []),
      )
      return kinds.flatMap((kind) =>
        readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
          .split('\n')
          .slice(1)
          .map((line) => line.trim().split(/\s+/))
          .filter(([, local = '', , , , , , , , inode = '']) => inodes.has(inode) && !isLoopback(local))
          .map(([, local = '', remote = '']) => `${kind} ${local} → ${remote} of process ${pid}`),
      )
    } catch {
      return []
    }
  })
}

/** Addresses are in hexadecimal, as the kernel has them in memory: 127.0.0.1 is 0100007F. */
function isLoopback(address: string): boolean {
  const [host = ''] = address.split(':')
  return host === '0100007F' || /^0+01000000$/.test(host) || /^0{16}FFFF00000100007F$/.test(host)
}
