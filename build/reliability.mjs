#!/usr/bin/env node
/* npm run test:reliability [-- --seed N] [--only PART-OF-A-FILE-NAME] */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { runReliability } = await import('./testing/run-reliability.mjs')
await runReliability(process.argv.slice(2))
