import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWindowState, restoredBounds, writeWindowState } from '../../../src/main/shell/window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1050 }
const least = { width: 1024, height: 700 }
const state = { bounds: { x: 100, y: 80, width: 1300, height: 900 }, maximized: false }

describe('where the window opens', () => {
  it('is where it was, cut to the screen that shows it', () => {
    expect(restoredBounds(state, [screen], least)).toEqual(state.bounds)
    const large = { bounds: { x: 100, y: 80, width: 4000, height: 3000 }, maximized: false }
    expect(restoredBounds(large, [screen], least)).toEqual({ x: 100, y: 80, width: 1920, height: 1050 })
    const small = { bounds: { x: 100, y: 80, width: 200, height: 100 }, maximized: false }
    expect(restoredBounds(small, [screen], least)).toEqual({ x: 100, y: 80, ...least })
  })

  it('is a new place when that screen is gone, or the title bar would be out of reach', () => {
    const second = { bounds: { x: 2000, y: 80, width: 1300, height: 900 }, maximized: true }
    expect(restoredBounds(second, [screen], least)).toBeNull()
    expect(restoredBounds(second, [screen, { ...screen, x: 1920 }], least)).toEqual(second.bounds)
    const above = { bounds: { x: 100, y: -50, width: 1300, height: 900 }, maximized: false }
    expect(restoredBounds(above, [screen], least)).toBeNull()
    expect(restoredBounds(null, [screen], least)).toBeNull()
  })
})

describe('the file that keeps it', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'window-state-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives back what was written, and nothing where it is missing or damaged', () => {
    const path = join(folder, 'window.json')
    expect(readWindowState(path)).toBeNull()
    writeWindowState(path, state)
    expect(readWindowState(path)).toEqual(state)
    writeFileSync(path, '{"bounds": 3')
    expect(readWindowState(path)).toBeNull()
    writeFileSync(path, '{"bounds": {"x": "left"}, "maximized": false}')
    expect(readWindowState(path)).toBeNull()
  })
})
