import { deleteForRoom, deleteOnFullDisk, type Deletion } from '../../workbench/delete-for-room.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { formatBytes } from '../format.ts'

/** Removes an experiment, its epochs, snapshots, checkpoints and event files. What was exported stays. */
export async function deleteExperiment(context: CommandContext, typed: string): Promise<number> {
  const deletion = await context.withWorkbench(
    (workbench) => {
      const id = workbench.store.experiments.resolve(typed)
      workbench.refuseLive(id)
      return deleteForRoom(workbench.directory, workbench.store, id)
    },
    // Deleting is what a full disk needs.
    (directory) => deleteOnFullDisk(directory, 'the command line', ({ experiments }) => experiments.resolve(typed)),
  )
  const { id, name, freedBytes, keptBytes } = deletion
  context.terminal.printJson({ experiment: id, deleted: true, freed_bytes: freedBytes, kept_bytes: keptBytes })
  context.terminal.print(`Deleted “${name}” (${id}). ${roomInWords(deletion)}`)
  return exitCodes.done
}

function roomInWords({ freedBytes, keptBytes }: Deletion): string {
  const freed = freedBytes === 0 ? 'No room came back' : `${formatBytes(freedBytes)} came back`
  if (keptBytes === 0) return `${freed}.`
  return `${freed}; ${formatBytes(keptBytes)} stay in the database, where the next runs use them: there was no room to make it smaller.`
}
