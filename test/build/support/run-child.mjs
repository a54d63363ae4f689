import process from 'node:process'
import { run } from '../../../build/setup/run.mjs'

/* A tool that starts another one, both for a minute; their process ids go to the file. */
await run('sh', ['-c', 'sleep 60 & echo $! >> "$0"; echo $$ >> "$0"; wait', process.argv[2] ?? ''])
