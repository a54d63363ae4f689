#!/usr/bin/env node
/* npm run release */
import { requireNode } from './setup/node-version.mjs'

requireNode()
const { releaseCommand } = await import('./release/release.mjs')
await releaseCommand()
