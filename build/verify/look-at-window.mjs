import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGE, RELEASE } from '../package/names.mjs'
import { waitFor } from './commands.mjs'
import { InstalledWindow } from './installed-window.mjs'
import { must } from './report.mjs'
import { Screen } from './screen.mjs'
import { about, licences } from './steps-about.mjs'
import { experiments, exportsGifs } from './steps-command-line.mjs'
import { exportsForOpening, hasWindowClass, opensByCommand, opensByDoubleClick } from './steps-desktop.mjs'
import { logIsClean } from './steps-log.mjs'
import { opensBesideOthers, opensFirst, opensInTime } from './steps-opening.mjs'
import { isSandboxed } from './steps-sandbox.mjs'
import { isUpgradedUnder } from './steps-upgrade.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./report.mjs').Report} Report */

/** What the user exports, and opens. */
const FILE = 'a run.manifold'

/** The window, from its first start on. @param {Report} report @param {CleanRoot} root @param {number} epochs that its run is trained for */
export async function lookAtWindow(report, root, epochs) {
  const screen = await Screen.start()
  const window = new InstalledWindow(root, screen)
  const pictures = join(RELEASE, '..', 'verify')
  await mkdir(pictures, { recursive: true })
  const picture = (/** @type {string} */ name) => screen.picture(join(pictures, `${name}.png`))
  try {
    await root.share('/tmp/.X11-unix', '/tmp/.X11-unix')
    await report.check('first window', () => opensFirst(window))
    await report.check('window visible, offline', () => opensInTime(window))
    await report.check('window beside other work', () => opensBesideOthers(window))
    await report.need('window open', async () => `after ${(await window.open()).toFixed(0)} ms`)
    await report.check('sandbox of the window', () => isSandboxed(window))
    await report.check('window’s class', () => hasWindowClass(root, window))
    await report.check('training in the window', () => trainsInWindow(window))
    await picture('observe')
    const id = String((await experiments(root))[0]?.experiment)
    await report.check('GIFs', () => exportsGifs(root, id, epochs))
    await report.need('updated under the window', () => isUpgradedUnder(root, window))
    await report.check('About', () => about(window, PACKAGE.version))
    await report.check('licences', () => licences(window))
    await report.need('type of .manifold files', () => exportsForOpening(root, id, FILE))
    await report.check('.manifold file, double click', () => opensByDoubleClick(window, FILE))
    await report.check('.manifold file, command', () => opensByCommand(window, FILE))
    await picture('imported')
    await report.check('quit', async () => {
      const code = await window.quit()
      must(code === 0, `${code}`)
      return 'exit code 0'
    })
    await report.check('log', () => logIsClean(root))
  } finally {
    window.kill()
    screen.stop()
  }
}

/** Resumes the run that is in view, from the keyboard. @param {InstalledWindow} window */
async function trainsInWindow(window) {
  await window.says('the run', (text) => text.includes('val_loss'))
  await window.press('ctrl+Return')
  const run = await waitFor('the end of the training in the window', 120, async () => {
    const [run] = await experiments(window.root)
    return run?.status === 'completed' ? run : null
  }, 1000)
  return `resumed by Ctrl+Enter and completed: ${String(run.epochs)} epochs, val_loss ${run.best_val_loss ?? ''}`
}
