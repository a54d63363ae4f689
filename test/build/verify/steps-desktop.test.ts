import { expect, it } from 'vitest'
import type { InstalledWindow } from '../../../build/verify/installed-window.mjs'
import { opensByCommand, opensByDoubleClick } from '../../../build/verify/steps-desktop.mjs'

const file = 'a run.manifold'
const nothing = ['true']

interface Faults {
  asks?: boolean
  importsUnasked?: boolean
  importsRefused?: boolean
}

/** A window that a second start hands a file to, as far as the steps can see it. */
function standIn({ asks = true, importsUnasked = false, importsRefused = false }: Faults = {}) {
  let experiments = 1
  let text = 'val_loss'
  const begin = () => {
    if (importsUnasked) experiments += 1
    if (asks) text = `val_loss\n${file} 3 kB`
    return nothing
  }
  const answer = (wanted: boolean) => {
    if (text.includes(file) && wanted) experiments += 1
    text = 'val_loss'
  }
  const window = {
    command: 'manifold-workbench',
    screen: { display: ':0' },
    root: {
      asUser: begin,
      run: () => Promise.resolve({ code: 0, stdout: '{}\n'.repeat(experiments), stderr: '' }),
    },
    press: (...keys: string[]) => {
      answer(keys.includes('Return') || importsRefused)
      return Promise.resolve()
    },
    says: (what: string, isSaid: (text: string) => boolean) => (isSaid(text) ? Promise.resolve(text) : Promise.reject(new Error(`${what} did not come`))),
  }
  return window as unknown as InstalledWindow
}

it('the window asks, and heeds both answers', async () => {
  expect(await opensByCommand(standIn(), file)).toContain('refused, nothing was imported')
  expect(await opensByDoubleClick(standIn(), file)).toContain('asked, then imported')
})

it('a window that does not ask is found', async () => {
  await expect(opensByCommand(standIn({ asks: false }), file)).rejects.toThrow(`the question whether to import ${file} did not come`)
  await expect(opensByDoubleClick(standIn({ asks: false }), file)).rejects.toThrow(`the question whether to import ${file} did not come`)
})

it('a window that imports before it is answered is found', async () => {
  await expect(opensByDoubleClick(standIn({ importsUnasked: true }), file)).rejects.toThrow('imported without a question')
})

it('a window that imports what was refused is found', async () => {
  await expect(opensByCommand(standIn({ importsRefused: true }), file)).rejects.toThrow('imported though that was not wanted')
})
