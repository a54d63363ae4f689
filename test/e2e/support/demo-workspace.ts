import { makeDemoData } from '../../../src/main/demo-data/demo-data.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'

/** Fills a workspace with a few runs that have curves, figures and a history. */
export async function fillWithDemoData(workspace: string, runs = 6, epochs = 200): Promise<void> {
  const workbench = Workbench.open(workspace)
  try {
    makeDemoData(workbench.store, workbench.datasets, { runs, epochs })
  } finally {
    await workbench.close()
  }
}
