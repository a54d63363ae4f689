import type { appRequests } from '../../../shared/contract/app.ts'
import { chromiumLicencesFile } from '../licences.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function appHandlers(services: HandlerServices): HandlersOf<typeof appRequests> {
  const { about, surroundings, licences, log, setMenu, dialogs, openedFiles } = services
  return {
    'app:about': () => about(),
    'app:surroundings': () => surroundings.state(),
    'app:reopen': () => {
      surroundings.reopen()
      return null
    },
    'app:look-only-window': () => {
      surroundings.openLookOnlyWindow()
      return null
    },
    'app:menu': (contents) => {
      setMenu(contents)
      return null
    },
    'app:log': () => log.read(),
    'app:reveal-log': () => {
      dialogs.reveal(log.path)
      return null
    },
    'app:licences': () => licences(),
    'app:reveal-chromium-licences': () => {
      dialogs.reveal(chromiumLicencesFile())
      return null
    },
    'app:report': ({ message }) => {
      log.write('error', message)
      return null
    },
    'app:opened-files': () => openedFiles.list(),
    'app:settle-opened-files': ({ handles }) => {
      openedFiles.settle(handles)
      return null
    },
  }
}
