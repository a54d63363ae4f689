/*
 * The default app of a runtime that has none: starts the application in the folder named on the command line, as
 * `electron FOLDER` does with the official default app. Playwright puts `-r LOADER` and switches before the folder.
 */
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import Module from 'node:module'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const { preloads, folder } = readArguments(process.argv.slice(1))
if (folder === undefined) {
  process.stderr.write('usage: electron [-r MODULE] FOLDER\n')
  process.exit(2)
}
if (preloads.length > 0) Module._preloadModules(preloads)

const { productName, name, version = '0.0.0', main = 'index.js' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setAppPath(folder)
app.setName(productName ?? name)
app.setVersion(version)
// Awaited, so that Electron's `ready` waits until the application has said what must be said before it.
await import(pathToFileURL(join(folder, main)).href)

/** @param {string[]} args */
function readArguments(args) {
  /** @type {string[]} */
  const modules = []
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? ''
    if (argument === '-r' || argument === '--require') {
      index += 1
      modules.push(args[index] ?? '')
    } else if (!argument.startsWith('-')) {
      return { preloads: modules, folder: resolve(argument) }
    }
  }
  return { preloads: modules, folder: undefined }
}
