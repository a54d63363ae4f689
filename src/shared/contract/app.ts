import { z } from 'zod'
import type { Command } from '../commands.ts'
import type { ChosenFile } from './datasets.ts'
import { experimentId, handle, nameSchema } from './primitives.ts'

const menuSchema = z.strictObject({
  /** The pages on the rail, from top to bottom. */
  pages: z.array(z.string().min(1).max(30)).max(9),
  /** The runs looked at last, the latest first. */
  recent: z.array(z.strictObject({ experimentId, name: nameSchema })).max(10),
})

export const appRequests = {
  'app:about': z.undefined(),
  'app:surroundings': z.undefined(),
  /** Starts anew: to work where only looking was possible, or as the version that was installed meanwhile; else refused. */
  'app:reopen': z.undefined(),
  /** Another window on the same workspace, to look. */
  'app:look-only-window': z.undefined(),
  /** What the menu bar shows beside the commands: only the page knows. */
  'app:menu': menuSchema,
  'app:log': z.undefined(),
  'app:reveal-log': z.undefined(),
  'app:licences': z.undefined(),
  'app:reveal-chromium-licences': z.undefined(),
  /** Something that went wrong in the page, for the log. */
  'app:report': z.strictObject({ message: z.string().min(1).max(4000) }),
  /** The exported experiments that the desktop wants opened, until the user has said whether to import them. */
  'app:opened-files': z.undefined(),
  'app:settle-opened-files': z.strictObject({ handles: z.array(handle).max(100) }),
}

/** What the menu bar shows beside the commands. */
export type MenuContents = z.output<typeof menuSchema>

export interface About {
  version: string
  electron: string
  /** It runs on another Electron than it is meant for: good for development and tests, not for users’ machines. */
  fallbackRuntime: boolean
  chrome: string
  node: string
  sqlite: string
  tensorflow: string
  workspace: string
}

/** Of one thing that ships with the workbench. */
export interface Licence {
  name: string
  version: string
  /** An SPDX expression, or what it calls itself. */
  licence: string
  text: string
  /** Where its source code is; null: nowhere in particular. */
  source: string | null
}

/** What the log has, the oldest first. */
export interface LogEntry {
  /** Milliseconds since 1970, UTC. */
  time: number
  level: 'info' | 'warning' | 'error'
  message: string
}

export interface AppResponses {
  'app:about': About
  'app:surroundings': Surroundings
  'app:reopen': null
  'app:look-only-window': null
  'app:menu': null
  /** The newest two thousand at most. */
  'app:log': LogEntry[]
  'app:reveal-log': null
  /** By name. */
  'app:licences': Licence[]
  /** Shows the file that the runtime brings, in the file manager. */
  'app:reveal-chromium-licences': null
  'app:report': null
  'app:opened-files': ChosenFile[]
  'app:settle-opened-files': null
}

/** Why nothing can be changed in the workspace. */
export interface LookOnly {
  /** Another program works in it; it may not be written to; there is no room on its disk; or the window was opened to look. */
  reason: 'in-use' | 'read-only' | 'full' | 'asked'
  message: string
}

/** How it stands with the folder that everything is in, and with the program. */
export interface Surroundings {
  directory: string
  /** null: all can be done. */
  lookOnly: LookOnly | null
  /** It was moved or deleted meanwhile. */
  isGone: boolean
  /** Another version was installed in the program's place, or it was removed: nothing more can be begun. null: neither. */
  installation: 'updated' | 'removed' | null
  /** Why nothing can be trained or decoded on this processor; null: it can. */
  unsuitableProcessor: string | null
}

/** Where the menu bar leads: to a page by its place on the rail, or to a run. */
export type Destination = { page: number } | { experimentId: string }

export interface AppEvents {
  'app:command': Command
  'app:go': Destination
  /** `app:opened-files` has more to tell. */
  'app:files-opened': null
  'app:surroundings-changed': Surroundings
  /** The user has started the application once more, on the workspace that is open here. */
  'app:started-again': null
}
