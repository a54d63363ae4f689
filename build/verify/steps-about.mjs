import { waitFor } from './commands.mjs'
import { must } from './report.mjs'

/** @typedef {import('./installed-window.mjs').InstalledWindow} InstalledWindow */

/** What About says, as it is copied there. @param {InstalledWindow} window @param {string} version */
export async function about(window, version) {
  await openAbout(window)
  // Licences, then Copy.
  await window.press('Tab', 'Return')
  const text = await waitFor('what About copies', 10, async () => {
    const copied = await window.screen.clipboard()
    return copied.startsWith('Version: ') ? copied : null
  })
  await window.press('Escape')
  for (const part of [`Version: ${version}`, 'Electron: ', 'Chromium ', 'Node ', 'TensorFlow: 2.', 'SQLite: 3.', `Workspace: /home/`]) {
    must(text.includes(part), `About does not say ${part}:\n${text}`)
  }
  return text.trim().split('\n').slice(0, 4).join('; ')
}

/** The licences under About: a part is found by its name, and its licence read. @param {InstalledWindow} window */
export async function licences(window) {
  await openAbout(window)
  await window.press('Return')
  await window.fill('libtensorflow')
  // The first that is found.
  await window.press('Tab', 'Return')
  const text = await window.says('the licence of a part', (text) => /^Source: /m.test(text))
  await window.press('Escape')
  for (const part of ['https://github.com/abseil/abseil-cpp', 'The Abseil Authors', 'Apache License\n', 'END OF TERMS AND CONDITIONS']) {
    must(text.includes(part), `the licence of Abseil does not say ${part}:\n${text}`)
  }
  return 'under About, that of a part of libtensorflow in full: Abseil, Apache-2.0'
}

/** @param {InstalledWindow} window */
async function openAbout(window) {
  await window.press('ctrl+k')
  await window.fill('about')
  await window.press('Return')
  await window.says('About', (text) => /^TensorFlow\n2\./m.test(text))
}
