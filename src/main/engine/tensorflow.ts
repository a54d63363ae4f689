import util from 'node:util'

/** The binding of tfjs-node 4.22 calls `util.isNullOrUndefined`, which Node removed in version 23. */
if (!('isNullOrUndefined' in util)) {
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined })
}

export * as tf from '@tensorflow/tfjs-node'
