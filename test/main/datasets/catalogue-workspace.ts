import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import type { Dataset } from '../../../src/main/datasets/dataset.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import { Store } from '../../../src/main/store/store.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'

export const dataset = syntheticDataset({ size: 5, train: 40, test: 12 })

/** A new workspace, and files to be imported into it. */
export class CatalogueWorkspace {
  readonly directory: string
  readonly source: string
  store: Store
  catalogue: DatasetCatalogue

  constructor(folder: string) {
    this.directory = join(folder, randomUUID())
    this.source = join(this.directory, 'sourcé files')
    this.store = Store.open(this.database)
    this.catalogue = new DatasetCatalogue(this.store, this.directory, resourcesDirectory())
  }

  get database(): string {
    return join(this.directory, 'workbench.sqlite')
  }

  write(from: Dataset = dataset) {
    const { images, labels, testImages, testLabels } = writeIdxFiles(this.source, from)
    return { images, labels, test: { images: testImages, labels: testLabels } }
  }

  place(...names: string[]): string {
    return join(this.directory, 'datasets', ...names)
  }

  /** What an import must not leave behind. */
  imported(): string[] {
    return existsSync(this.place()) ? readdirSync(this.place()).sort() : []
  }

  /** What an experiment from elsewhere says of the data set it was trained on. */
  addAbsent(from: Dataset = dataset): string {
    const { sha256, trainClassCounts, testClassCounts } = this.catalogue.import({ name: 'Away', ...this.write(from) })
    this.store.close()
    rmSync(this.place(), { recursive: true })
    rmSync(this.database)
    this.store = Store.open(this.database)
    this.catalogue = new DatasetCatalogue(this.store, this.directory, resourcesDirectory())
    const known = { name: 'Away', height: 5, width: 5, trainClassCounts, testClassCounts, sha256 }
    return this.catalogue.addAbsent(known, from.test.labels, ({ id }) => id)
  }
}
