import { WorkbenchError } from '../../../shared/errors.ts'
import { makeCopy } from '../../store/copies.ts'
import { checkWorkspace } from '../../upkeep/check-workspace.ts'
import { restoreWorkspace } from '../../workbench/restore.ts'
import { workspaceFiles } from '../../workspace-files.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { formatBytes, formatTime } from '../format.ts'

const barOf = ({ terminal }: CommandContext, what: string) => ({
  reached: (done: number, total: number) => {
    terminal.bar(total === 0 ? 1 : done / total, `${what}  ${done}/${total}`)
    return Promise.resolve()
  },
})

/** Reads the whole workspace and says whether all of it is what was written. */
export async function check(context: CommandContext): Promise<number> {
  const { terminal } = context
  const findings = await checkWorkspace(context.workspaceDirectory(), barOf(context, 'checking')).finally(() => terminal.clearBar())
  terminal.printJson({ damaged: findings.length > 0, findings })
  if (findings.length === 0) {
    terminal.print('All is as it was written.')
    return exitCodes.done
  }
  for (const finding of findings) terminal.print(finding)
  terminal.error('The workspace is damaged. What is not named above is whole. “restore” puts the last copy back.')
  return exitCodes.failed
}

/** Makes a copy of the database beside it, in which all is as it was written. */
export async function backUp(context: CommandContext): Promise<number> {
  return context.withWorkbench(async ({ directory }) => {
    const { terminal } = context
    const made = await makeCopy(workspaceFiles.database(directory), barOf(context, 'checking')).finally(() => terminal.clearBar())
    if (made.outcome === 'damaged') {
      throw new WorkbenchError('database-corrupt', `The workspace is damaged, and no copy was made: ${made.findings[0] ?? ''}. Run: check`)
    }
    if (made.outcome === 'no-room') {
      throw new WorkbenchError('disk-full', `There is no room for a copy of ${formatBytes(made.bytes)}. Free some space and try again.`)
    }
    const { file, bytes } = made.copy
    terminal.printJson({ copy: file, bytes })
    terminal.print(`Copied to ${file} (${formatBytes(bytes)})`)
    return exitCodes.done
  })
}

/** Puts the last copy of the database back. */
export async function restore(context: CommandContext): Promise<number> {
  const { terminal } = context
  const progress = barOf(context, 'checking')
  const { copy, keptAs } = await restoreWorkspace(context.workspaceDirectory(), 'the command line', progress).finally(() => terminal.clearBar())
  terminal.printJson({ restored: copy.file, made_at: new Date(copy.madeAt).toISOString(), kept_as: keptAs })
  terminal.print(`Restored the copy of ${formatTime(copy.madeAt)}`)
  if (keptAs !== null) terminal.print(`What was there is kept as ${keptAs}`)
  return exitCodes.done
}
