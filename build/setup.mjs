#!/usr/bin/env node
/* Set-up alone: node build/setup.mjs [start|test|workbench]. `npm start`, `npm test` and `npm run workbench` do it too. */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const purpose = process.argv[2] ?? 'start'
if (purpose !== 'start' && purpose !== 'test' && purpose !== 'workbench') {
  process.stderr.write('usage: node build/setup.mjs [start|test|workbench]\n')
  process.exit(2)
}
const { ensureSetup } = await import('./setup/ensure.mjs')
await ensureSetup(purpose)
