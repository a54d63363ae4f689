#!/usr/bin/env node
/* npm test */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { runTests } = await import('./testing/run-tests.mjs')
await runTests(process.argv.slice(2))
