import { readFile, realpath } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Protocol } from 'electron'

export const scheme = 'app'
export const origin = `${scheme}://bundle`

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Nothing is allowed but the bundle itself; images and figures may also be drawn by the page. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** To be called before the application is ready. */
export function registerScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/**
 * The file that an address of the bundle stands for, or null if it stands for none: another host, a type that is not
 * served, or a path that leads out of the folder however it is written.
 */
export function bundleFile(root: string, address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${scheme}:` || url.host !== 'bundle') return null
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  if (!isInside(root, file) || relative(root, file).includes(':')) return null
  return Object.hasOwn(contentTypes, extname(file)) ? file : null
}

function isInside(root: string, file: string): boolean {
  const inside = relative(root, file)
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`)
}

/** Answers the page's requests from the folder `root`, each with the content security policy. */
export function serveBundle(root: string): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  const refuse = (status: number) => new Response(null, { status, headers })
  return async ({ method, url }) => {
    if (method !== 'GET') return refuse(405)
    const file = bundleFile(root, url)
    if (file === null) return refuse(404)
    try {
      // A link in the folder may lead out of it.
      if (!isInside(await realpath(root), await realpath(file))) return refuse(404)
      const body = new Uint8Array(await readFile(file))
      return new Response(body, { headers: { ...headers, 'Content-Type': contentTypes[extname(file)] ?? 'text/plain' } })
    } catch {
      return refuse(404)
    }
  }
}
