import { WorkbenchError } from '../../../shared/errors.ts'
import type { ExperimentConfiguration } from '../../../shared/experiment/configuration.ts'
import type { Experiment, ExperimentOrigin } from '../../../shared/experiment/experiment.ts'
import { anewFrom, branchFrom } from '../../../shared/experiment/branch.ts'
import { presets } from '../../../shared/experiment/presets.ts'
import type { Store } from '../../store/store.ts'
import { refuseUnsuitableProcessor } from '../../suitable-processor.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { CommandContext } from '../command-context.ts'
import { configure, parseName, parseOrigin, presetConfiguration, type TrainOptions } from '../options.ts'
import { trainInTerminal } from '../train-in-terminal.ts'
import { withNewExperiment } from '../with-new-experiment.ts'

export interface TrainCommandOptions extends TrainOptions {
  name?: string
  from?: string
  callback?: string
}

interface Beginning {
  name: string
  configuration: ExperimentConfiguration
  origin: ExperimentOrigin | null
}

export function train(context: CommandContext, options: TrainCommandOptions): Promise<number> {
  refuseUnsuitableProcessor()
  return context.withWorkbench((workbench) => {
    const { name, configuration, origin } = options.from === undefined ? anew(options) : branch(workbench, options.from, options)
    refuseUnknownDataset(workbench, configuration.dataset)
    const start = options.callback === undefined ? {} : { callback: context.existingFile(options.callback) }
    const experiment = { name: options.name === undefined ? name : parseName(options.name), configuration, origin }
    return withNewExperiment(workbench, experiment, (id) => trainInTerminal(workbench, context.terminal, id, start))
  })
}

function anew(options: TrainCommandOptions): Beginning {
  const configuration = configure(presetConfiguration(options.preset ?? 'vae-part3'), options)
  const title = presets.find(({ name }) => name === configuration.preset)?.title ?? configuration.preset
  return { name: title, configuration, origin: null }
}

/** A new experiment, configured like another one but for the options, that starts from an epoch of it or from its beginning. */
function branch({ store, datasets }: Workbench, from: string, options: TrainCommandOptions): Beginning {
  const { id, epoch } = parseOrigin(from)
  const source = store.experiments.get(store.experiments.resolve(id))
  if (epoch === null) {
    const { name, configuration, origin } = anewFrom(source, {})
    return { name, configuration: configure(configuration, options), origin }
  }
  refuseUnknownEpoch(store, source, epoch)
  const { learningRate } = store.epochs.list(source.id, epoch)[0] ?? source.configuration.optimizer
  const { origin, start } = branchFrom(source, epoch, learningRate)
  const configuration = configure(start.configuration, options)
  if (configuration.model.latentDim !== source.configuration.model.latentDim) {
    throw new WorkbenchError('usage', '--latent-dim cannot differ from that of the weights that --from names. Leave it out.')
  }
  refuseUnknownDataset({ datasets }, configuration.dataset)
  const [theirs, ours] = [datasets.get(source.configuration.dataset), datasets.get(configuration.dataset)]
  if (theirs.height !== ours.height || theirs.width !== ours.width) {
    throw new WorkbenchError('usage', `--dataset ${ours.id} has images of another size than the weights are for. Leave it out.`)
  }
  return { name: start.title, configuration, origin }
}

/** @throws WorkbenchError that names the epochs there are */
function refuseUnknownEpoch({ snapshots, checkpoints }: Store, { id, configuration }: Experiment, epoch: number): void {
  const withWeights = configuration.snapshots.weights ? snapshots.epochs(id) : []
  const epochs = [...new Set([...withWeights, ...checkpoints.epochsKept(id)])].sort((one, other) => one - other)
  if (epochs.includes(epoch)) return
  const known = epochs.length === 0 ? 'It has none yet' : `Choose one of: ${epochs.join(', ')}`
  throw new WorkbenchError('unknown-snapshot', `Experiment ${id} keeps no weights of epoch ${epoch}. ${known}.`)
}

function refuseUnknownDataset({ datasets }: Pick<Workbench, 'datasets'>, id: string): void {
  const known = datasets.list().map((dataset) => dataset.id)
  if (known.includes(id)) return
  const remedy = `Choose one of: ${known.join(', ')}; or import it: import-dataset.`
  throw new WorkbenchError('usage', `--dataset ${id} is unknown. ${remedy}`)
}
