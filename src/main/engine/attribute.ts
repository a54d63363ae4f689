import { dataTypeCode } from './dtype.ts'

/** An attribute of an operation, as tfjs's kernels give it; `type` is one of `attributeType`. */
export interface Attribute {
  name: string
  type: number
  value: boolean | number | string | readonly number[] | readonly boolean[] | readonly string[]
}

/** TF_AttrType, in the order of TensorFlow's C interface (tf_attrtype.h). */
export const attributeType = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const

export const typeAttribute = (name: string, dtype: keyof typeof dataTypeCode): Attribute =>
  ({ name, type: attributeType.type, value: dataTypeCode[dtype] })
export const shapeAttribute = (name: string, value: readonly number[]): Attribute =>
  ({ name, type: attributeType.shape, value })
export const floatAttribute = (name: string, value: number): Attribute => ({ name, type: attributeType.float, value })
export const boolAttribute = (name: string, value: boolean): Attribute => ({ name, type: attributeType.bool, value })
export const stringAttribute = (name: string, value: string): Attribute =>
  ({ name, type: attributeType.string, value })
