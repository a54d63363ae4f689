#!/usr/bin/env node
/* npm start */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { start } = await import('./commands/start.mjs')
await start(process.argv.slice(2))
