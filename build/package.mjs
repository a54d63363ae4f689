#!/usr/bin/env node
/* npm run package */
import process from 'node:process'
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { packageCommand } = await import('./package/command.mjs')
await packageCommand(process.argv.slice(2))
