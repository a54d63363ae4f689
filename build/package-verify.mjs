#!/usr/bin/env node
/* npm run package:verify */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { verifyCommand } = await import('./verify/verify.mjs')
await verifyCommand(process.argv.slice(2))
