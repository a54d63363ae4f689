import type { PowerMonitor } from 'electron'
import type { TrainingManager } from '../training/manager.ts'
import type { LogFile } from './log-file.ts'

/**
 * Halts the run before the machine goes to sleep and lets it go on after: so the sleep is no epoch's time, and what waits to be
 * written is written. A run that the user has paused stays so.
 */
export function heedSleep(
  power: Pick<PowerMonitor, 'on'>,
  training: Pick<TrainingManager, 'fallAsleep' | 'wakeUp'>,
  log: Pick<LogFile, 'write'>,
): void {
  power.on('suspend', () => {
    log.write('info', 'The machine goes to sleep.')
    training.fallAsleep()
  })
  power.on('resume', () => {
    log.write('info', 'The machine is awake.')
    training.wakeUp()
  })
}
