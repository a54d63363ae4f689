#!/usr/bin/env node
/*
 * npm run pictures [-- --workspace DIR]: pictures of every page on the rail, light and dark, for the README. Without a
 * workspace with runs it trains one for 30 epochs. Writes docs/pictures/PAGE-light.png and PAGE-dark.png, 1280 × 800.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { _electron } from 'playwright'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/pictures')
/** Long enough for what a page fetches, computes and draws at first. */
const settleMilliseconds = 2500

const { values: options } = parseArgs({ options: { workspace: { type: 'string' } } })

/**
 * A copy: nothing that the window does may change what was given.
 * @param {string} scratch
 */
function prepareWorkspace(scratch) {
  const workspace = join(scratch, 'workspace')
  if (options.workspace !== undefined) {
    cpSync(resolve(options.workspace), workspace, { recursive: true, filter: (path) => !path.endsWith('browser') })
    return workspace
  }
  const command = ['out/main/cli.js', 'train', '--epochs', '30', '--workspace', workspace, '--name', 'Part 3']
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('The training for the pictures has failed; its message is above.')
  return workspace
}

/**
 * The one that shows most.
 * @param {import('playwright').Page} page
 */
async function chooseLongestRun(page) {
  const name = await page.evaluate(async () => {
    const { workbench } = /** @type {any} */ (globalThis)
    const { value } = await workbench.request('experiments:list')
    const longest = value.reduce((/** @type {any} */ one, /** @type {any} */ other) => (other.epochsDone > one.epochsDone ? other : one))
    return String(longest.name)
  })
  await page.getByRole('navigation', { name: 'Runs and data sets' }).getByRole('button', { name }).first().click()
}

/**
 * @param {string} workspace
 * @param {'light' | 'dark'} colorScheme
 */
async function takePictures(workspace, colorScheme) {
  const environment = Object.entries(process.env).filter(([name, value]) => name !== 'ELECTRON_RUN_AS_NODE' && value !== undefined)
  const app = await _electron.launch({
    // Chromium's sandbox refuses a root user.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, '--workspace', workspace],
    env: /** @type {Record<string, string>} */ (Object.fromEntries(environment)),
    cwd: root,
    colorScheme,
  })
  try {
    const page = await app.firstWindow()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800))
    const rail = page.getByRole('navigation', { name: 'Views' }).getByRole('button')
    await rail.first().waitFor()
    await chooseLongestRun(page)
    for (const button of await rail.all()) {
      const name = (await button.innerText()).toLowerCase()
      await button.click()
      await page.mouse.move(640, 4)
      await page.waitForTimeout(settleMilliseconds)
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
      process.stdout.write(`${name}-${colorScheme}.png\n`)
    }
  } finally {
    await app.close()
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'manifold-workbench-pictures-'))
try {
  mkdirSync(folder, { recursive: true })
  const workspace = prepareWorkspace(scratch)
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) await takePictures(workspace, colorScheme)
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
