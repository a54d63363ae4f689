import { attributeType, type Attribute } from '../attribute.ts'
import { dataTypeCode } from '../dtype.ts'
import { c } from './c-api.ts'
import { executeOp } from './eager.ts'
import { createTensor, deleteTensor, tensorCount, tensorDataSync, type TensorMetadata } from './tensors.ts'

/** What tfjs-node's kernels call. Tensors are integers, never used twice. */
export interface Binding {
  createTensor(shape: readonly number[], dtype: number, values: unknown): number
  deleteTensor(id: number): void
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array
  executeOp(op: string, attributes: readonly Attribute[], inputs: readonly number[], outputs: number): TensorMetadata[]
}

/**
 * What tfjs-node's kernel backend takes for its native module, with that module's names (dist/tfjs_binding.d.ts). It has
 * no SavedModels, whose place `GraphSession` takes, and no tensors of strings, which nothing here has.
 */
export const binding = {
  ...{ createTensor, deleteTensor, tensorDataSync, executeOp } satisfies Binding,
  getNumOfTensors: tensorCount,
  isUsingGpuDevice: () => false,
  TF_Version: c.TF_Version(),
  TF_FLOAT: dataTypeCode.float32,
  TF_INT32: dataTypeCode.int32,
  TF_UINT8: dataTypeCode.uint8,
  TF_STRING: dataTypeCode.string,
  TF_COMPLEX64: dataTypeCode.complex64,
  TF_INT64: dataTypeCode.int64,
  TF_BOOL: dataTypeCode.bool,
  TF_RESOURCE: dataTypeCode.resource,
  TF_ATTR_STRING: attributeType.string,
  TF_ATTR_INT: attributeType.int,
  TF_ATTR_FLOAT: attributeType.float,
  TF_ATTR_BOOL: attributeType.bool,
  TF_ATTR_TYPE: attributeType.type,
  TF_ATTR_SHAPE: attributeType.shape,
}
