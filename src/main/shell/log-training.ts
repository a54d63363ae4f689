import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { TrainingManager } from '../training/manager.ts'
import type { LogFile } from './log-file.ts'
import { counted } from '../../shared/counted.ts'

/** Writes down when runs start and end, and what they warn of. */
export function logTraining(training: Pick<TrainingManager, 'on'>, log: Pick<LogFile, 'write'>): void {
  const last = new Map<string, Experiment['status']>()
  training.on('experiment', ({ id, name, status, epochsDone, error }) => {
    if (last.get(id) === status) return
    last.set(id, status)
    const text = `“${name}” (${id}): ${status}, ${counted(epochsDone, 'epoch')}.`
    log.write(status === 'failed' ? 'error' : 'info', error === null ? text : `${text} ${error}`)
  })
  training.on('warning', ({ experimentId, message }) => log.write('warning', `${experimentId}: ${message}`))
}
