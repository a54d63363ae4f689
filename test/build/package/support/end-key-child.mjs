import process from 'node:process'
import { SigningKey } from '../../../../build/package/signing/signing-key.mjs'

/* Opens a key and ends without having disposed of it. */
const key = await SigningKey.throwAway()
process.stdout.write(`${key.gpg.home}\n`)
process.exit(3)
