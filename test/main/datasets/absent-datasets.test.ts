import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settleKilledImports } from '../../../src/main/datasets/killed-imports.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { CatalogueWorkspace, dataset } from './catalogue-workspace.ts'

const folder = temporaryFolder('absent data sets')
let there: CatalogueWorkspace
beforeEach(() => {
  there = new CatalogueWorkspace(folder)
})
afterEach(() => there.store.close())

describe('a data set that is absent', () => {
  const labelFile = 't10k-labels-idx1-ubyte.gz'
  const files = [labelFile, 't10k-images-idx3-ubyte.gz', 'train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'].sort()

  it('is there once its files are imported, under its own name', () => {
    const id = there.addAbsent()
    expect(readdirSync(there.place(id))).toEqual([labelFile])
    expect(there.catalogue.get(id)).toMatchObject({ name: 'Away', source: 'absent' })
    expect(there.catalogue.import({ name: 'Here', ...there.write() })).toMatchObject({ id, name: 'Away', source: 'imported' })
    expect({ ...there.catalogue.load(id), id: dataset.id }).toEqual(dataset)
    expect(there.imported()).toEqual([id])
    expect(readdirSync(there.place(id)).sort()).toEqual(files)
  })

  it('stays absent, with its labels, when they cannot be put there', () => {
    const id = there.addAbsent()
    // Nothing can take the place of a folder that holds something.
    mkdirSync(join(there.place(id), 'train-labels-idx1-ubyte.gz', 'in the way'), { recursive: true })
    expect(() => there.catalogue.import({ name: 'Here', ...there.write() })).toThrow(refusal('usage', 'train-labels'))
    expect(there.catalogue.get(id).source).toBe('absent')
    expect(there.catalogue.testLabels(id)).toEqual(dataset.test.labels)
    expect(there.imported()).toEqual([id])
    expect(readdirSync(there.place(id))).toEqual([labelFile])
    expect(there.catalogue.import({ name: 'Here', ...there.write() })).toMatchObject({ id, source: 'imported' })
  })

  it.each([
    ['gone', (folder: string) => rmSync(folder, { recursive: true })],
    ['empty', (folder: string) => readdirSync(folder).forEach((name) => rmSync(join(folder, name)))],
  ])('is one whose folder is %s, and its files bring it back', (_, spoil) => {
    const { id } = there.catalogue.import({ name: 'Rows', ...there.write() })
    spoil(there.place(id))
    expect(there.catalogue.get(id).source).toBe('absent')
    expect(() => there.catalogue.usable(id)).toThrow(refusal('invalid-dataset', 'Import its IDX files'))
    expect(there.catalogue.import({ name: 'Again', ...there.write() })).toMatchObject({ id, source: 'imported' })
    expect({ ...there.catalogue.load(id), id: dataset.id }).toEqual(dataset)
    expect(readdirSync(there.place(id)).sort()).toEqual(files)
  })

  it('is noted together with its experiment, or not at all', () => {
    there.addAbsent()
    const known = { name: 'Other', height: 5, width: 5, trainClassCounts: [1], testClassCounts: [12], sha256: 'f'.repeat(64) }
    const failing = () =>
      there.catalogue.addAbsent(known, dataset.test.labels, () => {
        throw new Error('no luck')
      })
    expect(failing).toThrow('no luck')
    expect(there.imported()).toEqual(['away'])
    expect(there.catalogue.list().map(({ id }) => id)).toEqual(['mnist', 'away'])
  })

  it('is not noted where its files have come meanwhile', () => {
    const summary = there.catalogue.import({ name: 'Rows', ...there.write() })
    expect(there.catalogue.addAbsent({ ...summary, name: 'Away' }, dataset.test.labels, (found) => found)).toEqual(summary)
    expect(there.imported()).toEqual(['rows'])
    expect(there.catalogue.list().map(({ id }) => id)).toEqual(['mnist', 'rows'])
  })

  it('says what went wrong, even if what was made cannot be removed', () => {
    const known = { name: 'Other', height: 5, width: 5, trainClassCounts: [1], testClassCounts: [12], sha256: 'f'.repeat(64) }
    const failing = () =>
      there.catalogue.addAbsent(known, dataset.test.labels, () => {
        renameSync(there.place(), `${there.place()} elsewhere`)
        writeFileSync(there.place(), '')
        throw new Error('no luck')
      })
    expect(failing).toThrow('no luck')
  })
})

describe('at the next start after a kill', () => {
  const mark = '.importing'
  const settle = () => settleKilledImports(there.directory, there.store)

  it('a folder whose row was never committed is gone; others without a row stay', () => {
    there.catalogue.import({ name: 'Rows', ...there.write() })
    mkdirSync(there.place('killed'))
    mkdirSync(there.place('of-another-database'))
    writeFileSync(there.place('killed', mark), '')
    writeFileSync(there.place('killed', 't10k-labels-idx1-ubyte.gz'), '')
    settle()
    expect(there.imported()).toEqual(['of-another-database', 'rows'])
  })

  it('a data set that was committed is kept', () => {
    const { id } = there.catalogue.import({ name: 'Rows', ...there.write() })
    writeFileSync(there.place(id, mark), '')
    settle()
    expect(existsSync(there.place(id, mark))).toBe(false)
    expect({ ...there.catalogue.load(id), id: dataset.id }).toEqual(dataset)
  })

  it('one that was being filled in is absent still, with nothing but its labels', () => {
    const id = there.addAbsent()
    writeFileSync(there.place(id, mark), '')
    writeFileSync(there.place(id, 'train-images-idx3-ubyte.gz'), '')
    settle()
    expect(readdirSync(there.place(id))).toEqual(['t10k-labels-idx1-ubyte.gz'])
    expect(there.catalogue.get(id).source).toBe('absent')
  })

  it('what is known of a damaged row stays', () => {
    there.catalogue.import({ name: 'Rows', ...there.write() })
    writeFileSync(there.place('rows', mark), '')
    const database = new Database(there.database)
    database.exec("UPDATE datasets SET train_class_counts = 'damaged'")
    database.close()
    settle()
    expect(readdirSync(there.place('rows'))).toHaveLength(5)
  })
})
