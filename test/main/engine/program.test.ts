import { describe, expect, it, vi } from 'vitest'
import { castBytes, float32, int32, Program, tf, uint8 } from '../../../src/main/engine/index.ts'
import { openLedger } from './support/native-ledger.ts'

describe.each(['graph', 'eager'] as const)('Program, %s', (execution) => {
  it('reads and writes variables by value', () => {
    const program = new Program({ execution })
    const a = program.variable('a', float32([2, 2], [1, 2, 3, 4]))
    const b = program.variable('b', int32([], [5]))
    expect(program.read([b, a])).toEqual([int32([], [5]), float32([2, 2], [1, 2, 3, 4])])
    program.write(new Map([[a, float32([2, 2], [5, 6, 7, 8])]]))
    expect(program.read([a, b])).toEqual([float32([2, 2], [5, 6, 7, 8]), int32([], [5])])
    program.dispose()
  })

  it('refuses values that do not fit, and writes none then', () => {
    const program = new Program({ execution })
    const a = program.variable('a', float32([2], [1, 2]))
    const b = program.variable('b', float32([2], [3, 4]))
    const values = new Map([
      [a, float32([2], [9, 9])],
      [b, float32([1, 2], [9, 9])],
    ])
    expect(() => program.write(values)).toThrow('“b” is float32 [2] and cannot take float32 [1, 2].')
    expect(() => program.write(new Map([[a, int32([2], [1, 2])]]))).toThrow('“a” is float32 [2] and cannot take int32 [2].')
    expect(program.read([a])).toEqual([float32([2], [1, 2])])
    expect(() => program.variable('a', float32([], [1]))).toThrow('There is a variable “a” already.')
    expect(() => program.variable('c', float32([3], [1]))).toThrow('“c” has 1 values, which do not fill the shape [3].')
    program.dispose()
  })

  it('takes a variable made after its first run', () => {
    const program = new Program({ execution })
    const a = program.variable('a', float32([], [1]))
    const grow = program.function('grow', {}, () => {
      a.assignAdd(tf.scalar(1))
      return { a: a.read() }
    })
    grow.call({})
    const b = program.variable('b', float32([], [10]))
    const both = program.function('both', {}, () => ({ sum: tf.add(a.read(), b.read()) }))
    expect(both.call({}).sum.data[0]).toBe(12)
    program.dispose()
  })

  it('picks rows of a variable of bytes', () => {
    const program = new Program({ execution })
    const table = program.variable('table', uint8([3, 2], Uint8Array.of(1, 2, 3, 4, 5, 6)))
    const pick = program.function('pick', { indices: { dtype: 'int32', shape: [null] } }, ({ indices }) => ({
      rows: castBytes(table.gather(indices), 'float32'),
    }))
    expect(pick.call({ indices: int32([2], [2, 0]) }).rows).toEqual(float32([2, 2], [5, 6, 1, 2]))
    program.dispose()
  })

  it('leaves nothing of TensorFlow’s and nothing of tfjs’s behind, and needs no file', () => {
    vi.stubEnv('TMPDIR', '/nowhere')
    const ledger = openLedger()
    const before = tf.memory().numTensors
    const program = new Program({ execution })
    const a = program.variable('a', float32([2], [1, 2]))
    const step = program.function('step', { x: { dtype: 'float32', shape: [null] } }, ({ x }) => {
      a.assignAdd(tf.mean(x).add(a.read()))
      return { a: a.read() }
    })
    step.call({ x: float32([2], [1, 2]) })
    const after = { native: ledger.left(), tfjs: tf.memory().numTensors }
    for (let call = 0; call < 5; call++) step.call({ x: float32([2], [1, 2]) })
    expect({ native: ledger.left(), tfjs: tf.memory().numTensors }).toEqual(after)
    step.call({ x: float32([3], [1, 2, 3]) })
    if (execution === 'graph') step.profile({ x: float32([3], [1, 2, 3]) })
    program.read([a])
    program.write(new Map([[a, float32([2], [1, 2])]]))
    program.dispose()
    program.dispose()
    expect(ledger.made()).toBeGreaterThan(50)
    expect(ledger.left()).toEqual([])
    expect(tf.memory().numTensors).toBe(before)
    expect(() => step.call({ x: float32([2], [1, 2]) })).toThrow('The program was disposed.')
    expect(() => program.read([a])).toThrow('The program was disposed.')
    ledger.close()
    vi.unstubAllEnvs()
  })
})

describe('Program', () => {
  it('reads bytes', () => {
    const program = new Program()
    const bytes = program.variable('bytes', uint8([3], Uint8Array.of(0, 128, 255)))
    expect(program.read([bytes])).toEqual([uint8([3], Uint8Array.of(0, 128, 255))])
    program.dispose()
  })

  it('profiles a step: what it gives, and TensorFlow’s account of its operations', () => {
    const program = new Program()
    const step = program.function('square', { x: { dtype: 'float32', shape: [null] } }, ({ x }) => ({ y: tf.square(x) }))
    const { outputs, metadata } = step.profile({ x: float32([2], [3, 4]) })
    expect(outputs.y).toEqual(float32([2], [9, 16]))
    expect(Buffer.from(metadata).includes('square/0/outputs/y')).toBe(true)
    expect(step.call({ x: float32([2], [3, 4]) }).y).toEqual(outputs.y)
    program.dispose()
  })

  it('has no graph to profile where it runs operation by operation', () => {
    const program = new Program({ execution: 'eager' })
    const step = program.function('square', { x: { dtype: 'float32', shape: [null] } }, ({ x }) => ({ y: tf.square(x) }))
    expect(() => step.profile({ x: float32([1], [3]) })).toThrow('The step “square” runs operation by operation: there is no graph to profile.')
    program.dispose()
  })
})
