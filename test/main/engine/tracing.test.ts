import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { attributeType, typeAttribute } from '../../../src/main/engine/attribute.ts'
import { executeOne } from '../../../src/main/engine/binding.ts'
import { float32, int32, Program, tf, TracingError, uint8, castBytes } from '../../../src/main/engine/index.ts'
import { messageOf } from './support/message-of.ts'

let program = new Program()
afterEach(() => {
  program.dispose()
  program = new Program()
})

const vector = { dtype: 'float32', shape: [null] } as const

describe('a traced step', () => {
  it('is called once for each size, and gives each call its own result', () => {
    let calls = 0
    const double = program.function('double', { x: vector }, ({ x }) => {
      calls++
      return { y: tf.mul(x, tf.scalar(2)) }
    })
    expect(Array.from(double.call({ x: float32([3], [1, 2, 3]) }).y.data)).toEqual([2, 4, 6])
    expect(Array.from(double.call({ x: float32([3], [4, 5, 6]) }).y.data)).toEqual([8, 10, 12])
    expect(calls).toBe(1)
    expect(double.call({ x: float32([1], [7]) }).y).toEqual(float32([1], [14]))
    expect(double.call({ x: float32([3], [0, 0, 1]) }).y).toEqual(float32([3], [0, 0, 2]))
    expect([calls, double.traceCount]).toEqual([2, 2])
  })

  it('keeps its variables when a later size makes the graph load anew', () => {
    const sum = program.variable('sum', float32([], [100]))
    const add = program.function('add', { x: vector }, ({ x }) => {
      sum.assignAdd(tf.sum(x))
      return { total: sum.read() }
    })
    add.call({ x: float32([2], [1, 2]) })
    expect(add.call({ x: float32([3], [1, 1, 1]) }).total.data[0]).toBe(106)
    expect(add.call({ x: float32([2], [2, 2]) }).total.data[0]).toBe(110)
  })

  it('has no effect while it is traced', () => {
    const count = program.variable('count', float32([], [0]))
    const step = program.function('count_up', {}, () => {
      count.assignAdd(tf.scalar(1))
      return { count: count.read() }
    })
    step.trace({})
    expect(program.read([count])).toEqual([float32([], [0])])
    expect(step.call({}).count.data[0]).toBe(1)
  })

  it('shares variables with the other steps of its program', () => {
    const state = program.variable('state', float32([2], [1, 2]))
    const grow = program.function('grow', {}, () => {
      state.assign(tf.mul(state.read(), tf.scalar(3)))
      return { done: tf.scalar(1) }
    })
    const look = program.function('look', {}, () => ({ state: state.read() }))
    grow.call({})
    grow.call({})
    expect(Array.from(look.call({}).state.data)).toEqual([9, 18])
  })

  it('takes bytes and hands out integers', () => {
    const step = program.function('bytes', { x: { dtype: 'uint8', shape: [4] } }, ({ x }) => ({ y: castBytes(x, 'int32') }))
    expect(step.call({ x: uint8([4], Uint8Array.of(0, 1, 128, 255)) }).y).toEqual(int32([4], [0, 1, 128, 255]))
  })

  it('never writes into the arrays it is given', () => {
    const initial = Float32Array.of(1, 2, 3)
    const written = Float32Array.of(4, 5, 6)
    const fed = Float32Array.of(7, 8, 9)
    const state = program.variable('state', float32([3], initial))
    const step = program.function('step', { x: vector }, ({ x }) => {
      state.assign(x)
      state.assignAdd(tf.ones([3]))
      return { state: state.read() }
    })
    const grow = program.function('grow', {}, () => {
      state.assignAdd(tf.ones([3]))
      return { state: state.read() }
    })
    grow.call({})
    program.write(new Map([[state, float32([3], written)]]))
    grow.call({})
    step.call({ x: float32([3], fed) })
    expect(Array.from(grow.call({}).state.data)).toEqual([9, 10, 11])
    expect([initial, written, fed].map((array) => Array.from(array))).toEqual([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
  })
})

describe('what cannot be traced', () => {
  it('names the operation whose value is read, and the line of the step', () => {
    const step = program.function('peek', { x: vector }, ({ x }) => {
      const squares = tf.square(x)
      squares.dataSync() // the line that the message names
      return { squares }
    })
    const message = messageOf(() => step.call({ x: float32([2], [1, 2]) }))
    expect(message).toMatch(/read the value of Square/)
    expect(message).toMatch(/tracing\.test\.ts:\d+:\d+/)
    const line = Number(/tracing\.test\.ts:(\d+)/.exec(message)?.[1])
    expect(line).toBe(lineOf('the line that the message names'))
  })

  it('names an input whose value is read', () => {
    const step = program.function('peek', { x: vector }, ({ x }) => ({ y: tf.scalar(x.dataSync()[0] ?? 0) }))
    expect(messageOf(() => step.call({ x: float32([1], [1]) }))).toMatch(/the value of the input “x”/)
  })

  it('refuses a tensor from outside', () => {
    const outside = tf.add(tf.scalar(1), tf.scalar(2))
    const step = program.function('closure', { x: vector }, ({ x }) => ({ y: tf.mul(x, outside) }))
    expect(messageOf(() => step.call({ x: float32([1], [1]) }))).toMatch(/Mul.* reads a tensor made outside the traced step/)
    outside.dispose()
  })

  it('refuses a large constant', () => {
    const step = program.function('large', {}, () => ({ y: tf.sum(tf.tensor1d(new Float32Array(300_000))) }))
    expect(messageOf(() => step.call({}))).toMatch(/constant of 1200000 bytes/)
  })

  it('refuses an attribute that no graph can hold', () => {
    const odd = { name: 'callback', type: attributeType.string, value: (() => 1) as unknown as string }
    const step = program.function('odd', { x: vector }, ({ x }) => ({ y: executeOne('Square', [typeAttribute('T', 'float32'), odd], [x]) }))
    expect(messageOf(() => step.call({ x: float32([1], [1]) }))).toMatch(/“callback” of Square cannot be recorded/)
  })

  it('refuses a step inside a step', () => {
    const inner = program.function('inner', {}, () => ({ one: tf.scalar(1) }))
    const outer = program.function('outer', {}, () => {
      inner.call({})
      return { one: tf.scalar(1) }
    })
    expect(() => outer.call({})).toThrow(TracingError)
  })

  it('leaves tfjs and the program as they were', () => {
    const state = program.variable('state', float32([], [3]))
    const bad = program.function('bad', {}, () => {
      state.assign(tf.scalar(99))
      tf.scalar(1).add(tf.scalar(1)).dataSync()
      return { one: tf.scalar(1) }
    })
    const good = program.function('good', {}, () => ({ state: state.read() }))
    const before = tf.memory().numTensors
    expect(() => bad.call({})).toThrow(TracingError)
    expect(tf.memory().numTensors).toBe(before)
    expect(tf.tidy(() => tf.add(tf.scalar(1), tf.scalar(1)).dataSync()[0])).toBe(2)
    expect(good.call({}).state.data[0]).toBe(3)
  })
})

describe('inputs', () => {
  const inputs = { x: { dtype: 'float32', shape: [null, 2] }, n: { dtype: 'int32', shape: [] } } as const
  const valid = { x: float32([1, 2], [1, 2]), n: int32([], [1]) }

  it.each([
    ['another dtype', { ...valid, n: float32([], [1]) }, /“n” of the step “step” is int32 \[\], not float32 \[\]/],
    ['another shape', { ...valid, x: float32([1, 3], [1, 2, 3]) }, /“x” of the step “step” is float32 \[any, 2\], not float32 \[1, 3\]/],
    ['another rank', { ...valid, x: float32([2], [1, 2]) }, /is float32 \[any, 2\], not float32 \[2\]/],
    ['values that do not fill the shape', { ...valid, x: float32([2, 2], [1]) }, /1 values, which do not fill the shape \[2, 2\]/],
    ['a missing input', { x: valid.x }, /needs the input “n”/],
    ['an unknown input', { ...valid, y: valid.n }, /has no input “y”/],
  ])('are refused with %s', (_, values, message) => {
    const step = program.function('step', inputs, ({ x }) => ({ x }))
    expect(messageOf(() => step.call(values as typeof valid))).toMatch(message)
    expect(step.call(valid).x).toEqual(valid.x)
  })

  it('are refused when an output is neither float32 nor int32', () => {
    const step = program.function('compare', { x: vector }, ({ x }) => ({ positive: tf.greater(x, tf.scalar(0)) }))
    expect(messageOf(() => step.call({ x: float32([1], [1]) }))).toMatch(/“positive” of the step “compare” is bool/)
  })
})

function lineOf(text: string): number {
  const lines = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n')
  return lines.findIndex((line) => line.includes(`// ${text}`)) + 1
}
