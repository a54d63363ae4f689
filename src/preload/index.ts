import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { droppedFilesChannel, eventChannels, requestChannels } from '../shared/contract/channels.ts'
import type { WorkbenchApi } from '../shared/contract/contract.ts'

function known<C extends string>(channels: readonly C[], channel: C): C {
  if (!channels.includes(channel)) throw new Error(`There is no channel “${channel}”.`)
  return channel
}

const api = {
  async request(channel, request) {
    return (await ipcRenderer.invoke(known(requestChannels, channel), request)) as never
  },
  subscribe(channel, listener) {
    const forward = (_event: unknown, payload: unknown) => listener(payload as never)
    ipcRenderer.on(known(eventChannels, channel), forward)
    return () => {
      ipcRenderer.removeListener(channel, forward)
    }
  },
  async drop(files) {
    // Only files that really came from the desktop have a path; those that a page has made have none.
    const paths = files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '')
    return (await ipcRenderer.invoke(droppedFilesChannel, paths)) as never
  },
} satisfies WorkbenchApi

contextBridge.exposeInMainWorld('workbench', api)
