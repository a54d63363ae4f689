import { expect, it } from 'vitest'
import { MeanLogs } from '../../../src/main/training/mean-logs.ts'

it('weighs each batch by its images, as Keras does with a last, smaller one', () => {
  const logs = new MeanLogs()
  logs.add({ loss: 1, reconstruction: 10, kl: 4 }, 3)
  logs.add({ loss: 5, reconstruction: 30, kl: 0 }, 1)
  expect(logs.mean).toEqual({ loss: 2, reconstruction: 15, kl: 3 })
})
