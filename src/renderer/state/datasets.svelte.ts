import type { RequestOf } from '../../shared/contract/contract.ts'
import type { ChosenFile, DatasetSamples, ImportProgress } from '../../shared/contract/datasets.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import type { Client } from './client.ts'

/** The data sets that the workspace knows, MNIST first. */
export class Datasets {
  list = $state.raw<readonly DatasetSummary[]>([])

  /** How far the import that runs is; null while none does. */
  importing = $state.raw<ImportProgress | null>(null)

  constructor(private readonly client: Client) {
    client.subscribe('datasets:import-progress', (progress) => {
      if (this.importing !== null) this.importing = progress
    })
  }

  get(id: string): DatasetSummary | null {
    return this.list.find((dataset) => dataset.id === id) ?? null
  }

  async refresh(): Promise<void> {
    this.list = await this.client.request('datasets:list')
  }

  /** The first `count` training images, of one label only where one is given. */
  samples(datasetId: string, count: number, label: number | null = null): Promise<DatasetSamples> {
    return this.client.request('datasets:samples', { datasetId, count, label })
  }

  chooseFile(title: string): Promise<ChosenFile | null> {
    return this.client.request('dialogs:choose-file', { title })
  }

  /** @throws WorkbenchError `cancelled` if it was */
  async import(request: RequestOf<'datasets:import'>): Promise<DatasetSummary> {
    this.importing = { step: 'reading', fraction: 0 }
    try {
      const dataset = await this.client.request('datasets:import', request)
      await this.refresh()
      return dataset
    } finally {
      this.importing = null
    }
  }

  async cancelImport(): Promise<void> {
    await this.client.request('datasets:cancel-import')
  }
}
