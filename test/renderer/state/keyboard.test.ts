import { describe, expect, it } from 'vitest'
import { keyRequest } from '../../../src/renderer/state/keyboard.ts'
import { filterLog, logText } from '../../../src/renderer/state/log-view.ts'
import { matching } from '../../../src/renderer/state/palette.ts'
import { readView, withRecent, writeView } from '../../../src/renderer/state/view-memory.ts'
import { commands, keysInWords } from '../../../src/shared/commands.ts'

function element(html: string): Element {
  document.body.innerHTML = html
  const found = document.querySelector('[data-target]')
  if (found === null) throw new Error('no target')
  return found
}

function press(key: string, target: Element | null = document.body, modifiers: Partial<KeyboardEvent> = {}, mac = false) {
  return keyRequest({ key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...modifiers }, target, mac)
}

describe('keys without a modifier', () => {
  it('lead to pages and commands', () => {
    expect(press('1')).toEqual({ page: 0 })
    expect(press('7')).toEqual({ page: 6 })
    expect(press('?')).toEqual({ command: 'shortcuts' })
    expect(press(' ')).toEqual({ command: 'play' })
    expect(press('x')).toBeNull()
    expect(press('1', document.body, { ctrlKey: true })).toBeNull()
  })

  it('are left alone where they are typed, pressed, or something stands over the page', () => {
    expect(press('1', element('<input data-target>'))).toBeNull()
    expect(press('?', element('<textarea data-target></textarea>'))).toBeNull()
    expect(press('2', element('<div role="dialog"><button data-target></button></div>'))).toBeNull()
    expect(press(' ', element('<button data-target></button>'))).toBeNull()
    expect(press('2', element('<button data-target></button>'))).toEqual({ page: 1 })
  })
})

describe('keys with a modifier', () => {
  it('belong to the menu bar, but for the palette’s', () => {
    const palette = { command: 'palette' }
    expect(press('k', document.body, { ctrlKey: true })).toEqual(palette)
    expect(press('K', element('<input data-target>'), { ctrlKey: true })).toEqual(palette)
    expect(press('k', document.body, { metaKey: true }, true)).toEqual(palette)
    expect(press('k', document.body, { metaKey: true })).toBeNull()
    expect(press('k', document.body, { ctrlKey: true }, true)).toBeNull()
    expect(press('k', document.body, { ctrlKey: true, shiftKey: true })).toBeNull()
    expect(press('k', element('<div role="dialog"><input data-target></div>'), { ctrlKey: true })).toBeNull()
    expect(press('n', document.body, { ctrlKey: true })).toBeNull()
  })
})

describe('the commands', () => {
  it('have each their own name and keys', () => {
    const names = commands.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const keys = commands.flatMap((command) => ('keys' in command ? [command.keys] : []))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('write their keys as people do', () => {
    expect(keysInWords('CmdOrCtrl+Shift+E', false)).toBe('Ctrl+Shift+E')
    expect(keysInWords('CmdOrCtrl+Return', true)).toBe('⌘Enter')
  })
})

describe('the palette', () => {
  it('finds by every word, beginnings first', () => {
    const entry = (label: string, detail = '') => ({ id: label, label, detail, action: () => undefined })
    const entries = [entry('Export manifold GIF…'), entry('Observe', 'Page'), entry('Manifold run', 'Run')]
    expect(matching(entries, 'MANI').map(({ label }) => label)).toEqual(['Manifold run', 'Export manifold GIF…'])
    expect(matching(entries, 'run mani').map(({ label }) => label)).toEqual(['Manifold run'])
    expect(matching(entries, ' ')).toEqual(entries)
  })
})

describe('what the window showed', () => {
  it('is read back, and not at all where it is damaged', () => {
    const kept = new Map<string, string>()
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
    expect(readView(storage)).toBeNull()
    const view = { page: 'data', experimentId: 'aaaaaaaa', epoch: 4, recent: ['aaaaaaaa'] }
    writeView(storage, view)
    expect(readView(storage)).toEqual(view)
    kept.set('view', '{"page": 3}')
    expect(readView(storage)).toBeNull()
    kept.set('view', '{')
    expect(readView(storage)).toBeNull()
  })

  it('remembers ten runs, the latest first', () => {
    expect(withRecent(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c'])
    expect(withRecent('abcdefghij'.split(''), 'k')).toEqual('kabcdefghi'.split(''))
  })
})

describe('the log', () => {
  it('is filtered by level and text, the newest first', () => {
    const entries = [
      { time: 0, level: 'info', message: 'Started' },
      { time: 1, level: 'error', message: 'Disk full' },
      { time: 2, level: 'error', message: 'Started badly' },
    ] as const
    expect(filterLog(entries, 'all', 'start').map(({ time }) => time)).toEqual([2, 0])
    expect(filterLog(entries, 'error', '').map(({ time }) => time)).toEqual([2, 1])
    expect(logText(entries.slice(0, 1))).toBe('1970-01-01T00:00:00.000Z info Started')
  })
})
