import type { Command } from '../../shared/commands.ts'
import { hasDiverged } from '../../shared/experiment/divergence.ts'
import { actionsFor } from './run-actions.ts'
import type { Session } from './session.svelte.ts'
import { statusWords } from './status-words.ts'

/** Does what the menu or a key asks for, as far as it applies to what is in view; says so where it does not. */
export async function obey(session: Session, command: Command): Promise<void> {
  const action = actionOf(session, command)
  if (action !== null) await action()
  else if (session.selected === null) session.notices.inform('No run is selected', 'Choose one in the list first.')
  else {
    const { selected } = session
    const now = hasDiverged(selected) ? 'has diverged, and would again. Go on at a lower learning rate.' : `is ${statusWords[selected.status].toLowerCase()}.`
    session.notices.inform('That does not apply now', `“${selected.name}” ${now}`)
  }
}

/** What a command does now; null where it does not apply to what is in view. */
export function actionOf(session: Session, command: Command): (() => void | Promise<void>) | null {
  return ofTheWindow(session, command) ?? ofTheRun(session, command) ?? ofTheTimeline(session, command)
}

function ofTheWindow(session: Session, command: Command): (() => void | Promise<void>) | null {
  switch (command) {
    case 'new-experiment':
      return () => session.showNewExperiment()
    case 'import-dataset':
      return () => void (session.dialog = { kind: 'import-dataset' })
    case 'import-experiment':
      return () => session.importExperiment()
    case 'look-only-window':
      return () => session.openLookOnlyWindow()
    case 'palette':
    case 'shortcuts':
    case 'log':
    case 'about':
      return () => void (session.dialog = { kind: command })
    case 'next-run':
      return neighbour(session, 1)
    case 'previous-run':
      return neighbour(session, -1)
    default:
      return null
  }
}

function ofTheRun(session: Session, command: Command): (() => void | Promise<void>) | null {
  const run = session.selected
  if (run === null) return null
  const actions = actionsFor(run, session.surroundings.canTrain)
  switch (command) {
    case 'rename-experiment':
      return () => session.askForName()
    case 'train':
      if (actions.train !== null) return () => session.train(run)
      return actions.trainLonger ? () => void (session.dialog = { kind: 'longer', experiment: run }) : null
    case 'recover':
      return actions.recover === null ? null : () => session.recover(run)
    case 'pause':
      return actions.pause ? () => session.pause(run) : null
    case 'stop':
      return actions.stop ? () => session.stop(run) : null
    case 'profile':
      return actions.profile ? () => void (session.dialog = { kind: 'profile', experiment: run }) : null
    case 'delete-experiment':
      return actions.delete ? () => session.remove(run) : null
    case 'duplicate':
      return () => session.duplicate(run)
    case 'one-epoch':
      return actions.oneEpoch ? () => session.trainOneEpoch(run) : null
    case 'export-manifold':
      return actions.export ? () => session.export(run, 'manifold') : null
    case 'export-scatter':
      return actions.export ? () => session.export(run, 'scatter') : null
    default:
      return null
  }
}

function ofTheTimeline({ run }: Session, command: Command): (() => void) | null {
  if (run === null || run.snapshotEpochs.length < 2) return null
  switch (command) {
    case 'play':
      return () => (run.playing ? run.pause() : run.play())
    case 'previous-snapshot':
      return () => step(run, -1)
    case 'next-snapshot':
      return () => step(run, 1)
    default:
      return null
  }
}

function step(run: NonNullable<Session['run']>, by: number): void {
  run.pause()
  run.moveTo(run.position + by)
}

/** The run below (1) or above (−1) in the list. */
function neighbour(session: Session, by: number): (() => void) | null {
  const runs = session.experiments.newestFirst
  const at = runs.findIndex(({ id }) => id === session.experimentId)
  const next = runs[at + by]
  return at < 0 || next === undefined ? null : () => session.showRun(next.id)
}
