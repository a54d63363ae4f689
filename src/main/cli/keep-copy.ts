import { toWorkbenchError } from '../../shared/errors.ts'
import { describeCopy } from '../store/copies.ts'
import type { Workbench } from '../workbench/workbench.ts'
import type { Terminal } from './terminal.ts'

/** After training: copies the database if that is due. It says something only if that shows damage, or cannot be done. */
export async function keepCopy({ upkeep }: Pick<Workbench, 'upkeep'>, terminal: Terminal): Promise<void> {
  try {
    const outcome = await upkeep.copyIfDue()
    if (outcome === null || outcome.outcome === 'made') return
    terminal.remark(`warning: ${describeCopy(outcome)}`)
  } catch (thrown) {
    terminal.remark(`warning: The database could not be copied. ${toWorkbenchError(thrown).message}`)
  }
}
