#!/usr/bin/env node
/* npm run package */
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { packageCommand } = await import('./package/command.mjs')
await packageCommand()
