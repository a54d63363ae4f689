import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { InstalledWindow } from '../../../build/verify/installed-window.mjs'
import type { User } from '../../../build/verify/machine-user.mjs'
import type { Screen } from '../../../build/verify/screen.mjs'
import { about, licences } from '../../../build/verify/steps-about.mjs'
import { opensBesideOthers, opensFirst, opensInTime } from '../../../build/verify/steps-opening.mjs'

/** A window that opens in so many milliseconds, each time the next of them. */
function opening(times: number[]): InstalledWindow {
  const left = [...times]
  return { open: () => Promise.resolve(left.shift()), quit: () => Promise.resolve(0) } as unknown as InstalledWindow
}

it('a start that ends without a window is found at once, with how it ended', async () => {
  const root = { asUser: () => ['sh', '-c', 'exit 3'] } as unknown as User
  const screen = { display: ':0', window: () => Promise.resolve(null) } as unknown as Screen
  await expect(new InstalledWindow(root, screen).open()).rejects.toThrow('it ended before its window came: 3')
})

describe('how long a window takes to open', () => {
  it('is let be where it is short enough', async () => {
    expect(await opensFirst(opening([5900]))).toContain('5900 ms')
    expect(await opensInTime(opening([1400, 9000, 1500, 1300, 9000]))).toContain('median 1500 ms')
    expect(await opensBesideOthers(opening([2000, 9000, 3000]))).toContain('median 3000 ms')
  })

  it('has a limit, also the first time, and beside other work', async () => {
    await expect(opensFirst(opening([6100]))).rejects.toThrow('6100 ms: more than 6000')
    await expect(opensInTime(opening([1400, 9000, 1600, 1300, 9000]))).rejects.toThrow('more than 1500')
    await expect(opensBesideOthers(opening([6100, 100, 7000]))).rejects.toThrow('more than 6000')
  })
})

describe('About', () => {
  const version = ['Version: 1.2.3', 'Electron: 45.0.0, Chromium 150, Node 24', 'TensorFlow: 2.21.0', 'SQLite: 3.50.0', 'Workspace: /home/someone/w'].join('\n')
  const licence = 'Source: https://github.com/abseil/abseil-cpp\n\nCopyright 2017 The Abseil Authors.\n\nApache License\n…\nEND OF TERMS AND CONDITIONS\n'
  /** A window with these dialogs, which are reached by the keys of the real one. */
  function standIn({ copied = version, shown = licence } = {}): InstalledWindow {
    let text = ''
    const typed: string[] = []
    const window = {
      press: (...keys: string[]) => {
        typed.push(...keys)
        if (typed.join(' ') === 'ctrl+k about Return') text = 'TensorFlow\n2.21.0'
        if (typed.join(' ') === 'ctrl+k about Return Return libtensorflow Tab Return') text = shown
        return Promise.resolve()
      },
      fill: (word: string) => Promise.resolve(typed.push(word)),
      says: (what: string, isSaid: (text: string) => boolean) => (isSaid(text) ? Promise.resolve(text) : Promise.reject(new Error(`${what} did not come`))),
      screen: { clipboard: () => Promise.resolve(copied) },
    }
    return window as unknown as InstalledWindow
  }

  it('says what the application is made of, and the licences', async () => {
    expect(await about(standIn(), '1.2.3')).toContain('Version: 1.2.3; Electron: 45.0.0')
    expect(await licences(standIn())).toContain('in full')
  })

  it('that lacks something is found', async () => {
    await expect(about(standIn({ copied: version.replace(/^TensorFlow.*\n/m, '') }), '1.2.3')).rejects.toThrow('About does not say TensorFlow')
    await expect(licences(standIn({ shown: '' }))).rejects.toThrow('the licence of a part did not come')
    await expect(licences(standIn({ shown: licence.replace('END OF TERMS AND CONDITIONS', '') }))).rejects.toThrow('does not say END OF TERMS')
  })
})

it('no step waits for a time where it could wait for what it needs', () => {
  const folder = new URL('../../../build/verify/', import.meta.url)
  const sources = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const)
  // Between keys, as fingers do; and until it is asked again.
  const waiting = sources.filter(([, source]) => source.includes('await new Promise((resolve) => setTimeout')).map(([name]) => name)
  expect(waiting.toSorted()).toEqual(['commands.mjs', 'screen.mjs'])
})
