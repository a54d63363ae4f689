import { serveJob } from '../jobs/job-worker.ts'
import { makeCopy } from '../store/copies.ts'
import type { CopyTask } from './copy-thread.ts'

serveJob((task, progress) => makeCopy((task as CopyTask).database, progress))
