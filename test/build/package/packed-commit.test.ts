import { rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { forgetPackedCommit, originOf, packedFromElsewhere, recordPackedCommit } from '../../../build/package/packed-commit.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { ScratchRepository } from '../support/scratch-repository.ts'

const root = join(temporaryFolder('commit'), 'clone')
const clone = new ScratchRepository(root)

describe.skipIf(spawnSync('git', ['--version']).error !== undefined)('the commit that was packed', () => {
  beforeEach(() => {
    clone.make({ '.gitignore': 'dist\n', 'dist/release/package': 'text' })
  })

  it('is known while nothing changes', async () => {
    expect(await packedFromElsewhere(root)).toBe('nobody knows of which commit dist/release is')
    await recordPackedCommit(originOf(root), { small: false }, root)
    expect(await packedFromElsewhere(root)).toBeNull()
    clone.commit('Another')
    expect(await packedFromElsewhere(root)).toMatch(/^dist\/release is of \w{10}, and \w{10} is checked out$/)
    await forgetPackedCommit(root)
    expect(await packedFromElsewhere(root)).toMatch(/nobody knows/)
  })

  it('is none where something was not committed, before or after', async () => {
    clone.write('notes.txt', 'changed')
    const before = originOf(root)
    rmSync(join(root, 'notes.txt'))
    await recordPackedCommit(before, { small: false }, root)
    expect(await packedFromElsewhere(root)).toMatch(/with changes that were not committed/)
    const clean = originOf(root)
    clone.commit('Another')
    await recordPackedCommit(clean, { small: false }, root)
    expect(await packedFromElsewhere(root)).toMatch(/with changes/)
  })
})
