import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startNodeInference } from '../../../src/main/inference/node-child.ts'
import type { InferenceChild } from '../../../src/main/inference/protocol.ts'
import { InferenceService } from '../../../src/main/inference/service.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A process in the place of the inference's that answers whatever it is asked with something of its own. */
function answering(report: string): { service: InferenceService; children: InferenceChild[] } {
  const program = join(temporaryFolder('inference'), 'process.mjs')
  writeFileSync(program, `process.on('message', ({ id }) => process.send(${report}))`)
  const children: InferenceChild[] = []
  const service = new InferenceService('/nowhere', (_, argument, environment) => {
    const child = startNodeInference(program, argument, environment)
    children.push(child)
    return child
  })
  return { service, children }
}

it.each([
  'null',
  '"text"',
  '[]',
  '{}',
  '{ id }',
  '{ id, value: undefined }',
  '{ id: "1", value: 1 }',
  '{ id, error: null }',
  '{ id, error: { code: "none", message: "x" } }',
  '{ id, error: { code: "internal", message: { toString: 1 } } }',
  '{ id, value: 1, error: { code: "internal", message: "x" } }',
  '{ id: NaN, value: 1 }',
])('a process that reports %s is ended, and the request refused', async (report) => {
  const { service, children } = answering(report)
  const request = service.request('inference:warm', { experimentId: 'aaaa', epoch: 0 })
  await expect(request).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('ended unexpectedly') as string })
  expect(children).toHaveLength(2)
  service.close()
})

it('an answer that nobody has asked for is nobody’s', async () => {
  const { service } = answering('(process.send({ id: id + 1000, value: 1 }), { id, value: null })')
  expect(await service.request('inference:warm', { experimentId: 'aaaa', epoch: 0 })).toBeNull()
  service.close()
})
