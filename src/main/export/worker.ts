import { serveJob } from '../jobs/job-worker.ts'
import type { ExportTask } from './protocol.ts'
import { runExport } from './run-export.ts'

serveJob((task, progress) => runExport(task as ExportTask, progress))
