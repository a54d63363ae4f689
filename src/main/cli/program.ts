import { Argument, Command, Option } from 'commander'
import { axisLimits } from '../../shared/experiment/export-options.ts'
import { profiledSteps } from '../../shared/experiment/step-profile.ts'
import { labelColourNames } from '../../shared/maths/label-colours.ts'
import type { CommandContext } from './command-context.ts'
import { importDataset, listDatasets, type ImportOptions } from './commands/datasets.ts'
import { deleteExperiment } from './commands/delete.ts'
import { demo, type DemoOptions } from './commands/demo.ts'
import { demoData, type DemoDataCommandOptions } from './commands/demo-data.ts'
import { exportExperiment, exportKinds, type ExportCommandOptions } from './commands/export.ts'
import { importExperiment } from './commands/import.ts'
import { list } from './commands/list.ts'
import { profile, type ProfileOptions } from './commands/profile.ts'
import { resume, type ResumeOptions } from './commands/resume.ts'
import { show } from './commands/show.ts'
import { backUp, check, restore } from './commands/upkeep.ts'
import { train, type TrainCommandOptions } from './commands/train.ts'

export interface GlobalOptions {
  /** Missing where none is named and there is no default. */
  workspace?: string
  /** Whether the user has named the workspace. */
  named: boolean
  json?: true
}

/** Runs a command with the context that its global options make, and keeps its exit code. */
export type Act = (globals: GlobalOptions, command: (context: CommandContext) => Promise<number>) => Promise<void>

const callbackOption = () =>
  new Option('--callback <file.mjs>', 'a module exporting any of onTrainBegin, onEpochBegin, onBatchBegin, onBatchEnd, onEpochEnd, onTrainEnd')
const idArgument = () => new Argument('<id>', 'an experiment, as list shows it; its first four characters or more')

const callbackHelp = `
What a callback's functions are called with; async ones are waited for, and one that throws stops the run:
  onTrainBegin({ epoch, logs }): where it begins, and the logs of the epoch before, null if there is none
  onEpochBegin(epoch)  onBatchBegin(batch)  onBatchEnd(batch, { loss, reconstruction, kl })
  onEpochEnd(epoch, { loss, val_loss, reconstruction, kl, val_reconstruction, val_kl, learning_rate })
  onTrainEnd(logs of the last epoch)
They run in a process of their own. What they print goes to standard error: standard output has the results.`

const exitCodeHelp = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 ended by Ctrl-C.`

/** What the command line is called, and the workspace it takes where none is named. */
export interface ProgramIdentity {
  name: string
  version: string
  /** undefined: there is none. */
  workspace: string | undefined
}

/** The grammar of the command line. */
export function createProgram({ name, version, workspace }: ProgramIdentity, act: Act): Command {
  const program = new Command(name)
    .description('Trains autoencoders natively and keeps every epoch, without a window.')
    .version(version)
    .addOption(
      new Option('--workspace <dir>', 'where workbench.sqlite and logs/ live')
        .env('MANIFOLD_WORKBENCH_WORKSPACE')
        .default(workspace),
    )
    .option('--json', 'print one JSON object a line')
    .showSuggestionAfterError()
    .addHelpText('after', exitCodeHelp)
  const globals = (): GlobalOptions => ({
    ...program.opts<{ workspace?: string; json?: true }>(),
    named: ['cli', 'env'].includes(program.getOptionValueSource('workspace') ?? ''),
  })

  program
    .command('train')
    .description('train a new experiment; Ctrl-C stops after the epoch, twice at once')
    .addOption(new Option('--preset <name>', 'what to start from (default: "vae-part3")').conflicts('from'))
    .option('--from <id[@epoch]>', 'branch off: configured like that experiment, from that epoch, with its optimiser where its checkpoint is kept; without @epoch: from its beginning')
    .option('--dataset <id>', 'data set, see datasets (default: "mnist")')
    .option('--epochs <n>', 'epochs in all (default: 1000)')
    .option('--seed <s>', 'seed of weights, order, dropout and noise (default: 42)')
    .option('--optimizer <name>', 'adam, rmsprop or sgd, with momentum 0.9 (default: "adam")')
    .option('--learning-rate <x>', 'learning rate at the start (default: 0.0001)')
    .option('--batch-size <n>', 'images a step (default: 500)')
    .option('--latent-dim <n>', 'dimensions of the latent space (default: 2)')
    .option('--name <text>', 'what to call it')
    .addOption(callbackOption())
    .addHelpText('after', callbackHelp)
    .action((options: TrainCommandOptions) => act(globals(), (context) => train(context, options)))

  program
    .command('resume')
    .description('train an experiment on from its last whole epoch; one that diverged, with --learning-rate')
    .addArgument(idArgument())
    .option('--epochs <n>', 'epochs in all, to train longer; a cosine keeps its span, and ends in its minimum')
    .option('--learning-rate <x>', 'learning rate from there on, in place of the schedule’s; recorded, as one set by hand in the window')
    .option('--go-back', 'where the newest checkpoint is damaged: take the epochs away that it cannot go on from, and train them again')
    .addOption(callbackOption())
    .action((id: string, options: ResumeOptions) => act(globals(), (context) => resume(context, id, options)))

  program
    .command('list')
    .description('list the experiments')
    .action(() => act(globals(), list))

  program
    .command('show')
    .description('show one experiment and its last epochs')
    .addArgument(idArgument())
    .action((id: string) => act(globals(), (context) => show(context, id)))

  program
    .command('profile')
    .description('tell what the operations of a training step take, from the newest weights; nothing of the run is changed')
    .addArgument(idArgument())
    .option('--steps <n>', `steps to measure, up to ${profiledSteps.most}`, String(profiledSteps.usual))
    .option('--out <file.json>', 'also write one step as a timeline, for Perfetto or chrome://tracing')
    .action((id: string, options: ProfileOptions) => act(globals(), (context) => profile(context, id, options)))

  program
    .command('delete')
    .description('delete an experiment with its epochs, snapshots and event files')
    .addArgument(idArgument())
    .action((id: string) => act(globals(), (context) => deleteExperiment(context, id)))

  program
    .command('datasets')
    .description('list the data sets')
    .action(() => act(globals(), listDatasets))

  program
    .command('import-dataset')
    .description('copy a data set in IDX files (.gz or not) into the workspace')
    .requiredOption('--images <file>', 'training images')
    .requiredOption('--labels <file>', 'training labels')
    .requiredOption('--name <name>', 'what to call it')
    .option('--test-images <file>', 'test images; without them t10k-* beside train-*, else the last tenth is held out')
    .option('--test-labels <file>', 'test labels')
    .action((options: ImportOptions) => act(globals(), (context) => importDataset(context, options)))

  program
    .command('export')
    .description('write a GIF, a table, arrays, event files for TensorBoard, the weights, or the whole experiment')
    .addArgument(new Argument('<kind>', 'what to write').choices(exportKinds))
    .addArgument(idArgument())
    .requiredOption('--out <path>', 'the file, or for events the folder, to write')
    .addOption(new Option('--limits <which>', 'axes of the scatter: ±5, or as far as the points go (default: "tutorial")').choices(axisLimits))
    .addOption(new Option('--label-colours <which>', 'colours of the scatter’s labels (default: "coolwarm")').choices(labelColourNames))
    .action((kind: (typeof exportKinds)[number], id: string, options: ExportCommandOptions) =>
      act(globals(), (context) => exportExperiment(context, kind, id, options)),
    )

  program
    .command('import')
    .description('add an experiment that was exported as one file, here or on another machine')
    .addArgument(new Argument('<file>', 'what export experiment wrote: NAME.manifold'))
    .action((file: string) => act(globals(), (context) => importExperiment(context, file)))

  program
    .command('check')
    .description('read the whole workspace and compare it with what was written')
    .action(() => act(globals(), check))

  program
    .command('backup')
    .description('copy the database, checked, to workbench.sqlite.backup beside it; the window does so once a day')
    .action(() => act(globals(), backUp))

  program
    .command('restore')
    .description('put the last copy of a damaged database back; what is there now is kept beside it')
    .action(() => act(globals(), restore))

  program
    .command('demo')
    .description('train the tutorial’s part 3 on MNIST for some epochs and draw manifold.gif and z_distr.gif')
    .option('--epochs <n>', 'epochs to train', '10')
    .option('--out <dir>', 'folder for the GIFs (default: exports/ID in the workspace)')
    .action((options: DemoOptions) => act(globals(), (context) => demo(context, options)))

  program
    .command('demo-data')
    .description('add made-up runs to a workspace, for trying the window on many')
    .option('--runs <n>', 'how many', '100')
    .option('--epochs <n>', 'epochs of each', '1000')
    .action((options: DemoDataCommandOptions) => act(globals(), (context) => demoData(context, options)))

  return program
}
