import type { App, Session, WebContents } from 'electron'
import { scheme } from './protocol.ts'

const allowedSchemes = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:'])

/**
 * The page has no business outside its bundle. Each rule carries the point of Electron's security checklist
 * (electronjs.org/docs/latest/tutorial/security) that it answers.
 */
export function secureApplication(app: App): void {
  // Chromium finds no host, not even one that is named by its number, for whatever part of it asks.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.on('web-contents-created', (_event, contents) => secureContents(contents))
  app.on('session-created', secureSession)
}

function secureContents(contents: WebContents): void {
  // No policy of the page's covers peer connections: they would send packets to whomever they like.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  // 13. Disable or limit navigation.
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  // 14. Disable or limit creation of new windows. 15. No openExternal: nothing in the page leads out.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // 11. and 12. No <webview>.
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function secureSession(session: Session): void {
  // 5. Handle session permission requests from remote content: the page may write text to the clipboard, nothing else.
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'))
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  // The spelling checker would fetch the dictionaries of its languages, also where it checks nothing.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.setDevicePermissionHandler(() => false)
  // The page saves through the contract, where the user names the place.
  session.on('will-download', (event) => event.preventDefault())
  // 1. Only load secure content: nothing is fetched over any network, whatever a page, a style or a library asks for.
  session.webRequest.onBeforeRequest((details, answer) => {
    const known = URL.canParse(details.url) && allowedSchemes.has(new URL(details.url).protocol)
    answer({ cancel: !known })
  })
}
