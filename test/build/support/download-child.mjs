import process from 'node:process'
import { download } from '../../../build/setup/download.mjs'

const [url = '', file = '', sha256 = ''] = process.argv.slice(2)
await download({ url, file, sha256, onProgress: () => process.send?.('progress') })
