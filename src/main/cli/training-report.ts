import type { Experiment, TrainingProgress } from '../../shared/experiment/experiment.ts'
import { hasDiverged } from '../../shared/experiment/divergence.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { formatDuration, formatLearningRate, formatLoss } from './format.ts'
import { metricsJson } from './metrics-json.ts'
import type { Terminal } from './terminal.ts'
import { counted } from '../../shared/counted.ts'

/** Shows how a run goes: a bar on a terminal, a line an epoch elsewhere, JSON with --json. */
export class TrainingReport {
  private metrics: EpochMetrics | null = null
  private secondsLeft: number | null = null

  constructor(private readonly terminal: Terminal) {}

  /**
   * @param experiment as it goes on, which may be from further back than it was
   * @param start what a branch begins from
   */
  begin({ name, id, epochsDone, configuration, lastMetrics }: Experiment, totalEpochs: number, start: string | null = null): void {
    this.metrics = lastMetrics
    const what = epochsDone === 0 ? 'Training' : `Resuming after ${counted(epochsDone, 'epoch')}:`
    this.terminal.print(`${what} “${name}” (${id}) on ${configuration.dataset}, ${counted(totalEpochs, 'epoch')} in all`)
    if (epochsDone === 0 && start !== null) this.terminal.print(`It begins from ${start}`)
  }

  progress({ epoch, totalEpochs, step, stepsPerEpoch, loss, secondsLeft }: TrainingProgress): void {
    this.secondsLeft = secondsLeft
    const text = [
      `epoch ${epoch} (${epoch + 1}/${totalEpochs})`,
      `loss ${formatLoss(loss)}`,
      `val_loss ${this.metrics === null ? '–' : formatLoss(this.metrics.valLoss)}`,
      secondsLeft === null ? null : `${formatDuration(secondsLeft)} left`,
    ]
    this.terminal.bar((epoch + step / stepsPerEpoch) / totalEpochs, text.filter((part) => part !== null).join('  '))
  }

  epoch(metrics: EpochMetrics, totalEpochs: number): void {
    this.metrics = metrics
    const { epoch, loss, valLoss, learningRate, seconds } = metrics
    this.terminal.printJson(metricsJson(metrics))
    if (this.terminal.hasBar) return
    const text = [
      `epoch ${epoch} (${epoch + 1}/${totalEpochs})`,
      `loss ${formatLoss(loss)}`,
      `val_loss ${formatLoss(valLoss)}`,
      `learning_rate ${formatLearningRate(learningRate)}`,
      formatDuration(seconds),
      epoch + 1 === totalEpochs ? null : `${formatDuration(this.secondsLeft ?? seconds * (totalEpochs - epoch - 1))} left`,
    ]
    this.terminal.print(text.filter((part) => part !== null).join('  '))
  }

  /** @param experiment as it is after the run */
  end(experiment: Experiment): void {
    const { id, status, epochsDone, configuration, lastMetrics, bestValLoss } = experiment
    this.terminal.printJson({ experiment: id, epochs: epochsDone, status })
    const loss = lastMetrics === null ? '' : `, val_loss ${formatLoss(lastMetrics.valLoss)}`
    const best = bestValLoss === null ? '' : ` (best ${formatLoss(bestValLoss)})`
    this.terminal.print(`${id} ${status}: ${epochsDone} of ${counted(configuration.epochs, 'epoch')}${loss}${best}`)
    // What gets on from there, the error says.
    if (epochsDone < configuration.epochs && !hasDiverged(experiment)) this.terminal.print(`Go on with: resume ${id}`)
  }
}
