import { load } from 'koffi'
import { tensorflowLibrary } from '../../tensorflow/library.ts'

/** The address of something of TensorFlow's; which kind of thing it is, only the type checker knows. */
export type Pointer<Kind extends string> = bigint & { readonly pointsTo: Kind }

export type Status = Pointer<'TF_Status'>
export type Buffer = Pointer<'TF_Buffer'>
export type Tensor = Pointer<'TF_Tensor'>
export type Graph = Pointer<'TF_Graph'>
export type Operation = Pointer<'TF_Operation'>
export type ImportOptions = Pointer<'TF_ImportGraphDefOptions'>
export type SessionOptions = Pointer<'TF_SessionOptions'>
export type Session = Pointer<'TF_Session'>
export type ContextOptions = Pointer<'TFE_ContextOptions'>
export type Context = Pointer<'TFE_Context'>
export type EagerOperation = Pointer<'TFE_Op'>
export type TensorHandle = Pointer<'TFE_TensorHandle'>

const tensorflow = tensorflowLibrary()
const standardLibrary = load(null)

const f = (prototype: string) => tensorflow.func(prototype)

/**
 * The functions of TensorFlow's C interface that the engine calls, each with its type here and its prototype there
 * (tensorflow/c/c_api.h, tf_tensor.h, tf_buffer.h, tf_status.h and eager/c_api.h). A typed array stands for the address
 * of its first element, for the time of the call.
 */
export const c = {
  TF_Version: f('const char *TF_Version()') as () => string,

  TF_NewStatus: f('void *TF_NewStatus()') as () => Status,
  TF_SetStatus: f('void TF_SetStatus(void *, int, const char *)') as (status: Status, code: number, message: string) => void,
  TF_GetCode: f('int TF_GetCode(void *)') as (status: Status) => number,
  TF_Message: f('const char *TF_Message(void *)') as (status: Status) => string,

  TF_NewBuffer: f('void *TF_NewBuffer()') as () => Buffer,
  TF_NewBufferFromString: f('void *TF_NewBufferFromString(const void *, size_t)') as (bytes: Uint8Array, length: number) => Buffer,
  TF_DeleteBuffer: f('void TF_DeleteBuffer(void *)') as (buffer: Buffer) => void,

  /** null: there is no memory left */
  TF_AllocateTensor: f('void *TF_AllocateTensor(int, const void *, int, size_t)') as (
    dtype: number,
    sizes: BigInt64Array,
    rank: number,
    bytes: number,
  ) => Tensor | null,
  TF_DeleteTensor: f('void TF_DeleteTensor(void *)') as (tensor: Tensor) => void,
  TF_TensorData: f('void *TF_TensorData(void *)') as (tensor: Tensor) => bigint,
  TF_TensorByteSize: f('size_t TF_TensorByteSize(void *)') as (tensor: Tensor) => number,
  TF_DataTypeSize: f('size_t TF_DataTypeSize(int)') as (dtype: number) => number,

  TFE_NewContextOptions: f('void *TFE_NewContextOptions()') as () => ContextOptions,
  TFE_ContextOptionsSetConfig: f('void TFE_ContextOptionsSetConfig(void *, const void *, size_t, void *)') as (
    options: ContextOptions,
    config: Uint8Array,
    length: number,
    status: Status,
  ) => void,
  TFE_DeleteContextOptions: f('void TFE_DeleteContextOptions(void *)') as (options: ContextOptions) => void,
  TFE_NewContext: f('void *TFE_NewContext(void *, void *)') as (options: ContextOptions, status: Status) => Context,
  TFE_DeleteContext: f('void TFE_DeleteContext(void *)') as (context: Context) => void,

  TFE_NewTensorHandle: f('void *TFE_NewTensorHandle(void *, void *)') as (tensor: Tensor, status: Status) => TensorHandle,
  TFE_DeleteTensorHandle: f('void TFE_DeleteTensorHandle(void *)') as (handle: TensorHandle) => void,
  TFE_TensorHandleResolve: f('void *TFE_TensorHandleResolve(void *, void *)') as (handle: TensorHandle, status: Status) => Tensor,
  TFE_TensorHandleDataType: f('int TFE_TensorHandleDataType(void *)') as (handle: TensorHandle) => number,
  TFE_TensorHandleNumDims: f('int TFE_TensorHandleNumDims(void *, void *)') as (handle: TensorHandle, status: Status) => number,
  TFE_TensorHandleDim: f('int64_t TFE_TensorHandleDim(void *, int, void *)') as (
    handle: TensorHandle,
    axis: number,
    status: Status,
  ) => number,

  TFE_NewOp: f('void *TFE_NewOp(void *, const char *, void *)') as (context: Context, name: string, status: Status) => EagerOperation,
  TFE_DeleteOp: f('void TFE_DeleteOp(void *)') as (op: EagerOperation) => void,
  TFE_OpAddInput: f('void TFE_OpAddInput(void *, void *, void *)') as (op: EagerOperation, input: TensorHandle, status: Status) => void,
  TFE_OpSetAttrString: f('void TFE_OpSetAttrString(void *, const char *, const char *, size_t)') as (
    op: EagerOperation,
    name: string,
    value: string,
    bytes: number,
  ) => void,
  TFE_OpSetAttrInt: f('void TFE_OpSetAttrInt(void *, const char *, int64_t)') as (op: EagerOperation, name: string, value: number) => void,
  TFE_OpSetAttrFloat: f('void TFE_OpSetAttrFloat(void *, const char *, float)') as (
    op: EagerOperation,
    name: string,
    value: number,
  ) => void,
  TFE_OpSetAttrBool: f('void TFE_OpSetAttrBool(void *, const char *, uint8_t)') as (
    op: EagerOperation,
    name: string,
    value: number,
  ) => void,
  TFE_OpSetAttrType: f('void TFE_OpSetAttrType(void *, const char *, int)') as (op: EagerOperation, name: string, value: number) => void,
  TFE_OpSetAttrShape: f('void TFE_OpSetAttrShape(void *, const char *, const void *, int, void *)') as (
    op: EagerOperation,
    name: string,
    sizes: BigInt64Array,
    rank: number,
    status: Status,
  ) => void,
  TFE_OpSetAttrIntList: f('void TFE_OpSetAttrIntList(void *, const char *, const void *, int)') as (
    op: EagerOperation,
    name: string,
    values: BigInt64Array,
    count: number,
  ) => void,
  TFE_OpSetAttrFloatList: f('void TFE_OpSetAttrFloatList(void *, const char *, const void *, int)') as (
    op: EagerOperation,
    name: string,
    values: Float32Array,
    count: number,
  ) => void,
  TFE_OpSetAttrBoolList: f('void TFE_OpSetAttrBoolList(void *, const char *, const void *, int)') as (
    op: EagerOperation,
    name: string,
    values: Uint8Array,
    count: number,
  ) => void,
  /** @param results takes the addresses of the results @param count how many there is room for, then how many there are */
  TFE_Execute: f('void TFE_Execute(void *, void *, void *, void *)') as (
    op: EagerOperation,
    results: BigUint64Array,
    count: Int32Array,
    status: Status,
  ) => void,

  TF_NewGraph: f('void *TF_NewGraph()') as () => Graph,
  TF_DeleteGraph: f('void TF_DeleteGraph(void *)') as (graph: Graph) => void,
  TF_NewImportGraphDefOptions: f('void *TF_NewImportGraphDefOptions()') as () => ImportOptions,
  TF_DeleteImportGraphDefOptions: f('void TF_DeleteImportGraphDefOptions(void *)') as (options: ImportOptions) => void,
  TF_GraphImportGraphDef: f('void TF_GraphImportGraphDef(void *, void *, void *, void *)') as (
    graph: Graph,
    graphDef: Buffer,
    options: ImportOptions,
    status: Status,
  ) => void,
  /** null: the graph has none of that name */
  TF_GraphOperationByName: f('void *TF_GraphOperationByName(void *, const char *)') as (graph: Graph, name: string) => Operation | null,

  TF_NewSessionOptions: f('void *TF_NewSessionOptions()') as () => SessionOptions,
  TF_DeleteSessionOptions: f('void TF_DeleteSessionOptions(void *)') as (options: SessionOptions) => void,
  TF_SetConfig: f('void TF_SetConfig(void *, const void *, size_t, void *)') as (
    options: SessionOptions,
    config: Uint8Array,
    length: number,
    status: Status,
  ) => void,
  TF_NewSession: f('void *TF_NewSession(void *, void *, void *)') as (graph: Graph, options: SessionOptions, status: Status) => Session,
  TF_DeleteSession: f('void TF_DeleteSession(void *, void *)') as (session: Session, status: Status) => void,
  /**
   * Inputs and outputs of the graph are TF_Output structures: the address of an operation, then the number of its output in
   * eight bytes. Beside each array, the addresses of the tensors: given for the inputs, taken from the outputs.
   */
  TF_SessionRun: f('void TF_SessionRun(void *, void *, void *, void *, int, void *, void *, int, void *, int, void *, void *)') as (
    session: Session,
    runOptions: Buffer | null,
    ...rest: [
      ...[inputs: BigUint64Array, values: BigUint64Array, inputCount: number],
      ...[outputs: BigUint64Array, results: BigUint64Array, outputCount: number],
      ...[targets: null, targetCount: 0, runMetadata: Buffer | null, status: Status],
    ]
  ) => void,

  memcpy: standardLibrary.func('void *memcpy(void *, const void *, size_t)') as (
    to: ArrayBufferView | bigint,
    from: ArrayBufferView | bigint,
    bytes: number,
  ) => void,
}

/** Version of the native library, such as `2.21.0`. */
export function tensorflowVersion(): string {
  return c.TF_Version()
}
