import type { Attribute } from '../attribute.ts'
import { attributeType } from '../attribute.ts'
import { EngineError } from '../errors.ts'
import { c, type Context, type EagerOperation, type TensorHandle } from './c-api.ts'
import { sessionConfig } from './session-config.ts'
import { check, status } from './status.ts'
import { adoptOutput, deleteAllTensors, handleOf, type TensorMetadata } from './tensors.ts'

function createContext(): Context {
  const options = c.TFE_NewContextOptions()
  // Operations run one by one here, in the thread that asks for them.
  const config = sessionConfig(1)
  c.TFE_ContextOptionsSetConfig(options, config, config.byteLength, status)
  check('Setting TensorFlow up')
  const context = c.TFE_NewContext(options, status)
  c.TFE_DeleteContextOptions(options)
  check('Starting TensorFlow')
  return context
}

/** Where this thread's operations run. */
const context = createContext()

// A context has threads and memory of its own, which a worker's must not leave behind.
process.once('exit', () => {
  deleteAllTensors()
  c.TFE_DeleteContext(context)
})

/** How each type of attribute is set: a single value, and a list where tfjs has lists of them. */
const setters: Record<number, (op: EagerOperation, name: string, value: never) => void> = {
  [attributeType.string]: (op, name, value: string) => c.TFE_OpSetAttrString(op, name, value, Buffer.byteLength(value)),
  [attributeType.int]: (op, name, value: number) => c.TFE_OpSetAttrInt(op, name, value),
  [attributeType.float]: (op, name, value: number) => c.TFE_OpSetAttrFloat(op, name, value),
  [attributeType.bool]: (op, name, value: boolean) => c.TFE_OpSetAttrBool(op, name, Number(value)),
  [attributeType.type]: (op, name, value: number) => c.TFE_OpSetAttrType(op, name, value),
}
const listSetters: Record<number, (op: EagerOperation, name: string, values: never) => void> = {
  [attributeType.int]: (op, name, values: number[]) => c.TFE_OpSetAttrIntList(op, name, BigInt64Array.from(values, BigInt), values.length),
  [attributeType.float]: (op, name, values: number[]) => c.TFE_OpSetAttrFloatList(op, name, Float32Array.from(values), values.length),
  [attributeType.bool]: (op, name, values: boolean[]) => c.TFE_OpSetAttrBoolList(op, name, Uint8Array.from(values, Number), values.length),
  [attributeType.shape]: (op, name, sizes: number[]) =>
    c.TFE_OpSetAttrShape(op, name, BigInt64Array.from(sizes, BigInt), sizes.length, status),
}

function setAttribute(op: EagerOperation, { name, type, value }: Attribute): boolean {
  const set = (Array.isArray(value) ? listSetters : setters)[type] as ((op: EagerOperation, name: string, value: unknown) => void) | undefined
  set?.(op, name, value)
  return set !== undefined
}

/**
 * Runs an operation by TensorFlow's name for it.
 * @param inputs numbers of tensors
 * @param count how many outputs it has, at most
 * @returns its outputs, which the caller deletes
 * @throws {EngineError} with the operation's name and TensorFlow's reason
 */
export function executeOp(name: string, attributes: readonly Attribute[], inputs: readonly number[], count: number): TensorMetadata[] {
  const op = c.TFE_NewOp(context, name, status)
  check(name)
  try {
    for (const attribute of attributes) {
      if (!setAttribute(op, attribute)) throw new EngineError(`${name} has no attribute like “${attribute.name}”: its type is ${attribute.type}.`)
    }
    for (const input of inputs) c.TFE_OpAddInput(op, handleOf(input), status)
    check(name)
    const results = new BigUint64Array(count)
    const room = Int32Array.of(count)
    c.TFE_Execute(op, results, room, status)
    check(name)
    return Array.from(results.subarray(0, room[0]), (handle) => adoptOutput(handle as TensorHandle))
  } finally {
    c.TFE_DeleteOp(op)
  }
}
