import util from 'node:util'

/** The binding of tfjs-node 4.22 calls `util.isNullOrUndefined`, which Node removed in version 23. */
const legacy = util as typeof util & { isNullOrUndefined?: (value: unknown) => boolean }
legacy.isNullOrUndefined ??= (value) => value === null || value === undefined

export * as tf from '@tensorflow/tfjs-node'
