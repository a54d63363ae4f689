import type { NewExperiment } from '../store/experiments.ts'
import type { Workbench } from '../workbench/workbench.ts'

/** Makes an experiment for `use`. If it cannot even start, as while another program trains, it is taken back. */
export async function withNewExperiment<Result>(
  { store }: Workbench,
  experiment: NewExperiment,
  use: (id: string) => Promise<Result>,
): Promise<Result> {
  const { id, status: untouched } = store.experiments.create(experiment)
  try {
    return await use(id)
  } catch (thrown) {
    if (store.experiments.get(id).status === untouched) store.experiments.remove(id)
    throw thrown
  }
}
