import type { About, Surroundings, Licence, MenuContents } from '../../../shared/contract/app.ts'
import type { Profiler } from '../../profile/profiler.ts'
import type { InferenceService } from '../../inference/service.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { Dialogs } from '../dialogs.ts'
import type { ExportJobs } from '../export-jobs.ts'
import type { FileHandles } from '../file-handles.ts'
import type { Publish } from '../ipc.ts'
import type { LogFile } from '../log-file.ts'
import type { OpenedFiles } from '../opened-files.ts'

/** What the handlers of requests work with. */
export interface HandlerServices {
  workbench: Workbench
  jobs: ExportJobs
  inference: InferenceService
  profiler: Profiler
  files: FileHandles
  openedFiles: OpenedFiles
  dialogs: Dialogs
  publish: Publish
  about: () => About | Promise<About>
  surroundings: {
    state: () => Surroundings
    /** Starts anew. @throws WorkbenchError where that would change nothing */
    reopen: () => void
    openLookOnlyWindow: () => void
  }
  licences: () => Licence[]
  log: LogFile
  setMenu: (contents: MenuContents) => void
}
