import { serveJob } from '../jobs/job-worker.ts'
import { importArchive } from './import-archive.ts'
import type { ImportTask } from './import-thread.ts'

serveJob((task, progress) => {
  const { directory, file } = task as ImportTask
  return importArchive(directory, file, progress)
})
