import { join } from 'node:path'
import { makeFolder } from '../../make-folder.ts'
import { refuseUnsuitableProcessor } from '../../suitable-processor.ts'
import { workspaceFiles } from '../../workspace-files.ts'
import type { CommandContext } from '../command-context.ts'
import { exportInTerminal } from '../export-in-terminal.ts'
import { parseEpochs, presetConfiguration } from '../options.ts'
import { trainInTerminal } from '../train-in-terminal.ts'
import { withNewExperiment } from '../with-new-experiment.ts'

export interface DemoOptions {
  epochs: string
  out?: string
}

const pictures = [
  { kind: 'manifold', file: 'manifold.gif' },
  { kind: 'scatter', file: 'z_distr.gif' },
] as const

/** The main job in one command: trains the tutorial's part 3 on MNIST for some epochs and draws both GIFs. */
export function demo(context: CommandContext, options: DemoOptions): Promise<number> {
  refuseUnsuitableProcessor()
  const configuration = { ...presetConfiguration('vae-part3'), epochs: parseEpochs(options.epochs) }
  const experiment = { name: 'Demo', configuration, origin: null }
  return context.withWorkbench((workbench) =>
    withNewExperiment(workbench, experiment, (id) => {
      const { terminal } = context
      const folder = options.out === undefined ? workspaceFiles.exports(workbench.directory, id) : context.path(options.out)
      return trainInTerminal(workbench, terminal, id, {}, async () => {
        makeFolder(folder)
        for (const { kind, file } of pictures) {
          await exportInTerminal(workbench, terminal, { kind, experimentId: id, out: join(folder, file) })
        }
      })
    }),
  )
}
