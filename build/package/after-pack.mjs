import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { stripAll } from './elf.mjs'

const LEFT_OUT = [
  // An application for when there is none, and where to phone for updates.
  'resources/default_app.asar',
  'resources/app-update.yml',
  // The heap snapshot of another application, in the runtime from npm.
  'browser_v8_context_snapshot.bin',
  // It sends reports of crashes away, where an application starts it; this one does not.
  'chrome_crashpad_handler',
  // Draws WebGL where there is no graphics hardware. Nothing here draws with it, and Chromium draws pages itself then.
  'libvk_swiftshader.so',
  'vk_swiftshader_icd.json',
  'libvulkan.so.1',
]

/**
 * electron-builder's hook, before it sets the fuses and signs.
 * @param {import('electron-builder').AfterPackContext} context
 */
export async function afterPack({ appOutDir, electronPlatformName }) {
  for (const name of LEFT_OUT) await rm(join(appOutDir, name), { force: true })
  if (electronPlatformName !== 'linux') return
  await compress(join(appOutDir, 'LICENSES.chromium.html'))
  await stripAll(appOutDir)
}

/** 9 MB that nobody reads from there. @param {string} file */
async function compress(file) {
  await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }))
  await rm(file)
}
