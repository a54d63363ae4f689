import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})
const stateSchema = z.object({ bounds: rectangleSchema, maximized: z.boolean() })

export type Rectangle = z.output<typeof rectangleSchema>
/** Where the window was; `bounds` are those it has when it is not maximised. */
export type WindowState = z.output<typeof stateSchema>

/** So much of the window has to lie on a screen, in pixels, for it to be found and moved. */
const leastVisible = 100

export function readWindowState(path: string): WindowState | null {
  try {
    const parsed = stateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state))
  } catch {
    // The window opens at its first place the next time.
  }
}

/**
 * The bounds to open with: those of last time where a screen still shows enough of them, cut to that screen's size.
 * @param screens work areas of the present screens
 * @returns null: there is nothing to go by
 */
export function restoredBounds(
  state: WindowState | null,
  screens: readonly Rectangle[],
  least: { width: number; height: number },
): Rectangle | null {
  if (state === null) return null
  const { x, y, width, height } = state.bounds
  const screen = screens.find(
    (area) =>
      Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= leastVisible &&
      // The title bar is at the top: it has to be on the screen itself.
      y >= area.y &&
      y <= area.y + area.height - leastVisible,
  )
  if (screen === undefined) return null
  return {
    x,
    y,
    width: Math.max(least.width, Math.min(width, screen.width)),
    height: Math.max(least.height, Math.min(height, screen.height)),
  }
}
