import { z } from 'zod'

export const appRequests = {
  'app:about': z.undefined(),
}

/** What the menu asks of the window. */
export const commands = [
  'new-experiment',
  'import-dataset',
  'import-experiment',
  'train',
  'pause',
  'stop',
  'rename-experiment',
  'delete-experiment',
  'export-manifold',
  'export-scatter',
] as const
export type Command = (typeof commands)[number]

export interface About {
  version: string
  electron: string
  chrome: string
  node: string
  sqlite: string
  tensorflow: string
  workspace: string
}

export interface AppResponses {
  'app:about': About
}

export interface AppEvents {
  'app:command': Command
}
