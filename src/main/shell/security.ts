import type { App, Session, WebContents } from 'electron'
import { scheme } from './protocol.ts'

const allowedSchemes = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:'])

/**
 * The page has no business outside its bundle. Each rule carries the point of Electron's security checklist
 * (electronjs.org/docs/latest/tutorial/security) that it answers.
 */
export function secureApplication(app: App): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents))
}

function secureContents(contents: WebContents): void {
  // 13. Disable or limit navigation.
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  // 14. Disable or limit creation of new windows. 15. No openExternal: nothing in the page leads out.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // 11. and 12. No <webview>.
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** To be called once the application is ready, before the first window opens. */
export function secureSession(session: Session): void {
  // 5. Handle session permission requests from remote content: the page may write text to the clipboard, nothing else.
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'))
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  session.setDevicePermissionHandler(() => false)
  // 1. Only load secure content: nothing is fetched over any network, whatever a page, a style or a library asks for.
  session.webRequest.onBeforeRequest((details, answer) => {
    const known = URL.canParse(details.url) && allowedSchemes.has(new URL(details.url).protocol)
    answer({ cancel: !known })
  })
}
