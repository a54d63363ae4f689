import AdmZip from 'adm-zip'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { fallbackKey } from '../../../build/setup/electron-fallback.mjs'
import { type Circumstances, contextFor } from './context.ts'
import { type Behaviour, serve } from './file-server.ts'

export const VERSION = '99.1.0'
export const NAME = `electron-v${VERSION}-${process.platform}-${process.arch}.zip`

/** Made once: a ZIP file holds the time of its making, so that another one has another checksum. */
export const release = (() => {
  const zip = new AdmZip()
  zip.addFile('electron', Buffer.from('official'), '', 0o100755)
  zip.addFile('version', Buffer.from(VERSION))
  return zip.toBuffer()
})()

/** A clone whose Electron is offered by a server, and whose cache holds a fallback already. */
export async function cloneWithElectron(behaviour: Behaviour, environment: NodeJS.ProcessEnv = {}, circumstances: Circumstances = {}) {
  const server = await serve(behaviour)
  onTestFinished(() => server.close())
  const mirror = server.url.replace(/file$/, '')
  const packages = { 'node_modules/electron': { version: VERSION }, 'node_modules/better-sqlite3': { version: '13.2.0' } }
  const context = await contextFor(packages, { ELECTRON_MIRROR: mirror, ...environment }, circumstances)
  mkdirSync(context.inModules('electron'))
  const checksums = { [NAME]: createHash('sha256').update(release).digest('hex') }
  writeFileSync(context.inModules('electron', 'checksums.json'), JSON.stringify(checksums))
  await context.cache.make(await fallbackKey(), (files) => {
    writeFileSync(join(files, 'electron'), 'fallback')
    writeFileSync(join(files, 'version'), '33.2.1')
    return Promise.resolve()
  })
  return { context, server }
}
