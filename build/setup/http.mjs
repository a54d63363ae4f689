import http from 'node:http'
import https from 'node:https'

const MOST_REDIRECTS = 5

/**
 * A GET that gives up fast: name look-up, connection and the answer's head together have `answerMilliseconds`, each
 * redirect anew.
 * @param {string} url
 * @param {{ headers?: Record<string, string>, answerMilliseconds: number }} options
 * @param {number} [redirects] followed so far
 * @returns {Promise<http.IncomingMessage>} with any status but a redirect
 */
export async function request(url, options, redirects = 0) {
  const response = await head(url, options)
  const { location } = response.headers
  const status = response.statusCode ?? 0
  if (status < 300 || status >= 400 || location === undefined) return response
  response.destroy()
  if (redirects === MOST_REDIRECTS) throw new Error(`${new URL(url).host} redirects in circles`)
  const next = new URL(location, url)
  if (url.startsWith('https:') && next.protocol !== 'https:') throw new Error(`${new URL(url).host} redirects to plain HTTP`)
  return request(next.href, options, redirects + 1)
}

/**
 * @param {string} url
 * @param {{ headers?: Record<string, string>, answerMilliseconds: number }} options
 * @returns {Promise<http.IncomingMessage>}
 */
function head(url, { headers = {}, answerMilliseconds }) {
  return new Promise((resolve, reject) => {
    const client = url.startsWith('https:') ? https : http
    // A connection of its own: a kept-alive one would hold the process open after the download.
    const outgoing = client.get(url, { headers: { 'user-agent': 'manifold-workbench-setup', ...headers }, agent: false })
    const timer = setTimeout(() => {
      outgoing.destroy(new Error(`${new URL(url).host} did not answer within ${answerMilliseconds / 1000} s`))
    }, answerMilliseconds)
    outgoing.once('response', (response) => {
      clearTimeout(timer)
      resolve(response)
    })
    outgoing.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
