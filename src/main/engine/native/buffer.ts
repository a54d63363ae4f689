import { c, type Buffer } from './c-api.ts'

/** Gives `body` a buffer of TensorFlow's with these bytes, and takes it away again. */
export function withBuffer<Result>(bytes: Uint8Array, body: (buffer: Buffer) => Result): Result {
  return disposing(c.TF_NewBufferFromString(bytes, bytes.byteLength), body)
}

/** Gives `body` an empty buffer, to be filled by TensorFlow. @returns what is in it then */
export function fromBuffer(body: (buffer: Buffer) => void): Uint8Array {
  return disposing(c.TF_NewBuffer(), (buffer) => {
    body(buffer)
    // A TF_Buffer begins with the address of its bytes, and their number (tf_buffer.h).
    const [data = 0n, length = 0n] = copyOf(new BigUint64Array(2), buffer)
    return length === 0n ? new Uint8Array() : copyOf(new Uint8Array(Number(length)), data)
  })
}

function copyOf<View extends ArrayBufferView>(view: View, address: bigint): View {
  c.memcpy(view, address, view.byteLength)
  return view
}

function disposing<Result>(buffer: Buffer, body: (buffer: Buffer) => Result): Result {
  try {
    return body(buffer)
  } finally {
    c.TF_DeleteBuffer(buffer)
  }
}
