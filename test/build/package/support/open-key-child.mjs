import process from 'node:process'
import { setInterval } from 'node:timers'
import { takeSecrets } from '../../../../build/package/signing/secrets.mjs'
import { SigningKey } from '../../../../build/package/signing/signing-key.mjs'

/* Opens the key that its environment names, tells where its ring is, and stays until it is ended. */
const key = await SigningKey.open(takeSecrets(process.env))
process.stdout.write(`${key.gpg.home}\n`)
setInterval(() => undefined, 1000)
