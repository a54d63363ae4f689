#!/usr/bin/env node
/* npm run --silent workbench -- COMMAND */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { runCommandLine } = await import('./commands/command-line.mjs')
const { ensureSetup } = await import('./setup/ensure.mjs')
await ensureSetup('workbench')
await runCommandLine(process.argv.slice(2))
