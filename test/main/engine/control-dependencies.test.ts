import { afterEach, describe, expect, it } from 'vitest'
import { ControlDependencies } from '../../../src/main/engine/control-dependencies.ts'
import { float32, Program, tf } from '../../../src/main/engine/index.ts'

describe('ControlDependencies', () => {
  it('makes a write wait for every read since the last write', () => {
    const order = new ControlDependencies()
    expect(order.add('read1', 'ReadVariableOp', ['v'])).toEqual([])
    expect(order.add('read2', 'ResourceGather', ['v'])).toEqual([])
    expect(order.add('write', 'AssignVariableOp', ['v'])).toEqual(['read1', 'read2'])
  })

  it('makes a read wait for the last write', () => {
    const order = new ControlDependencies()
    order.add('read0', 'ReadVariableOp', ['v'])
    order.add('write', 'AssignVariableOp', ['v'])
    expect(order.add('read1', 'ReadVariableOp', ['v'])).toEqual(['write'])
    expect(order.add('read2', 'ReadVariableOp', ['v'])).toEqual(['write'])
  })

  it('makes a write wait for the write before it', () => {
    const order = new ControlDependencies()
    order.add('write1', 'AssignVariableOp', ['v'])
    expect(order.add('write2', 'AssignAddVariableOp', ['v'])).toEqual(['write1'])
  })

  it('keeps variables apart, and orders an operation on several of them after each', () => {
    const order = new ControlDependencies()
    order.add('readA', 'ReadVariableOp', ['a'])
    order.add('writeB', 'AssignVariableOp', ['b'])
    expect(order.add('readC', 'ReadVariableOp', ['c'])).toEqual([])
    expect(order.add('adam', 'ResourceApplyAdam', ['a', 'b', 'c'])).toEqual(['readA', 'writeB', 'readC'])
    expect(order.effects).toEqual(['adam', 'adam', 'adam'])
  })
})

describe.each(['graph', 'eager'] as const)('order of effects, %s', (execution) => {
  let program: Program
  afterEach(() => program.dispose())

  /** A large variable: an operation out of order would have the time to show. */
  const size = 200_000
  function variableOf(value: number) {
    program = new Program({ execution })
    return program.variable('v', float32([size], new Float32Array(size).fill(value)))
  }

  it('reads before a later write', () => {
    const variable = variableOf(1)
    const step = program.function('step', {}, () => {
      const before = tf.sum(variable.read())
      variable.assign(tf.fill([size], 5))
      return { before }
    })
    expect(step.call({}).before.data[0]).toBe(size)
    expect(step.call({}).before.data[0]).toBe(5 * size)
  })

  it('reads after an earlier write', () => {
    const variable = variableOf(1)
    const step = program.function('step', {}, () => {
      variable.assignAdd(tf.ones([size]))
      return { after: tf.sum(variable.read()) }
    })
    expect([1, 2, 3].map(() => step.call({}).after.data[0])).toEqual([2 * size, 3 * size, 4 * size])
  })

  it('writes in the order of the step', () => {
    const variable = variableOf(1)
    const step = program.function('step', {}, () => {
      variable.assignAdd(tf.ones([size]))
      variable.assign(tf.mul(variable.read(), tf.scalar(10)))
      variable.assignSub(tf.ones([size]))
      return { done: tf.scalar(1) }
    })
    step.call({})
    expect(program.read([variable])[0]?.data.at(-1)).toBe(19)
    step.call({})
    expect(program.read([variable])[0]?.data.at(-1)).toBe(199)
  })

  it('runs the effects of a step whichever of its outputs they have to do with', () => {
    const variable = variableOf(1)
    const step = program.function('step', {}, () => {
      variable.assignAdd(tf.ones([size]))
      return { constant: tf.scalar(7) }
    })
    step.call({})
    expect(program.read([variable])[0]?.data[0]).toBe(2)
  })
})
