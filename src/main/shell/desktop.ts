import { Notification, type BrowserWindow } from 'electron'
import type { Desktop } from './training-signals.ts'

/** The desktop around the window. @param chosen hears of a notification that was clicked */
export function desktopOf(window: BrowserWindow, chosen: (experimentId: string) => void): Desktop {
  return {
    progress(fraction, paused) {
      if (!window.isDestroyed()) window.setProgressBar(fraction ?? -1, { mode: paused ? 'paused' : 'normal' })
    },
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    notify(title, body, experimentId) {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', () => {
        bringToFront(window)
        chosen(experimentId)
      })
      notification.show()
    },
  }
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
