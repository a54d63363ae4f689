import { c } from '../../../../src/main/engine/native/c-api.ts'

type Name = keyof typeof c
type NativeFunction = (...values: never[]) => unknown

/** What makes something of TensorFlow's → where its address is: what is returned, or an argument. */
const makers: Partial<Record<Name, 'returned' | number>> = {
  TF_NewStatus: 'returned',
  TF_NewBuffer: 'returned',
  TF_NewBufferFromString: 'returned',
  TF_AllocateTensor: 'returned',
  TFE_TensorHandleResolve: 'returned',
  TF_SessionRun: 6,
  TFE_NewContextOptions: 'returned',
  TFE_NewContext: 'returned',
  TFE_NewTensorHandle: 'returned',
  TFE_Execute: 1,
  TFE_NewOp: 'returned',
  TF_NewGraph: 'returned',
  TF_NewImportGraphDefOptions: 'returned',
  TF_NewSessionOptions: 'returned',
  TF_NewSession: 'returned',
}

/**
 * Counts what is made and deleted through TensorFlow's C interface from now on.
 * @returns what was made and is there still, as `maker: address`; and what ends the counting
 */
export function openLedger(): { left: () => string[]; made: () => number; close: () => void } {
  const functions = c as unknown as Record<string, NativeFunction>
  const originals = { ...functions }
  const unknownMakers = Object.keys(functions).filter((name) => /_New|_Allocate/.test(name) && !(name in makers))
  if (unknownMakers.length > 0) throw new Error(`The ledger does not know what ${unknownMakers.join(', ')} makes.`)
  const alive = new Map<unknown, string>()
  let count = 0
  const enter = (maker: string, address: unknown) => {
    if (address === null || address === 0n) return
    alive.set(address, maker)
    count++
  }
  for (const [name, original] of Object.entries(originals)) {
    const place = makers[name as Name]
    functions[name] = (...values: unknown[]) => {
      const result = (original as (...values: unknown[]) => unknown)(...values)
      if (place === 'returned') enter(name, result)
      else if (place !== undefined) for (const address of values[place] as BigUint64Array) enter(name, address)
      if (name.includes('_Delete')) alive.delete(values[0])
      return result
    }
  }
  return {
    left: () => Array.from(alive, ([address, maker]) => `${maker}: ${String(address)}`),
    made: () => count,
    close: () => void Object.assign(functions, originals),
  }
}
