import type { Experiment } from '../../../shared/experiment/experiment.ts'
import { runColourCount } from '../../../shared/experiment/run-colours.ts'
import type { MenuEntry } from '../../components/menu-items.ts'
import { formatRate } from '../../format.ts'
import { actionsFor, describeRecovery } from '../../state/run-actions.ts'
import { colourProperty } from '../../state/run-colours.ts'
import type { Session } from '../../state/session.svelte.ts'

/** What the colours of the palette (tokens.css) are called. */
const colourNames = [
  ...['Blue', 'Orange', 'Green', 'Pink', 'Violet', 'Olive', 'Teal', 'Red'],
  ...['Navy', 'Brown', 'Lime', 'Purple', 'Slate', 'Maroon', 'Sky', 'Forest'],
]

/** All that can be done with a run, for a menu. @param rename starts editing its name where the menu was opened */
export function runMenu(session: Session, experiment: Experiment, rename: () => void): MenuEntry[] {
  const { experiments, notices } = session
  const { id, hidden } = experiment
  const actions = actionsFor(experiment, session.surroundings.canTrain)
  const attempt = (action: () => Promise<unknown>) => () => void notices.attempt(action)
  return [
    ...(actions.train === null ? [] : [{ label: actions.train, action: () => void session.train(experiment) }]),
    ...recoveryItems(session, experiment),
    ...(actions.trainLonger
      ? [{ label: 'Train longer…', action: () => (session.dialog = { kind: 'longer', experiment } as const) }]
      : []),
    { label: 'Train one epoch', disabled: !actions.oneEpoch, action: () => void session.trainOneEpoch(experiment) },
    ...(actions.pause ? [{ label: 'Pause', action: () => void session.pause(experiment) }] : []),
    ...(actions.stop ? [{ label: 'Stop after this epoch', action: () => void session.stop(experiment) }] : []),
    'separator',
    { label: hidden ? 'Show in charts' : 'Hide in charts', detail: 'Space', action: attempt(() => experiments.toggleShown(id)) },
    { label: 'Show only this one', action: attempt(() => experiments.showOnly(id)) },
    {
      label: 'Colour',
      items: Array.from({ length: runColourCount }, (_, colour) => ({
        label: colourNames[colour] ?? '',
        colour: `var(${colourProperty(colour)})`,
        checked: experiment.colour === colour,
        action: attempt(() => experiments.recolour(id, colour)),
      })),
    },
    'separator',
    { label: 'Rename', detail: 'F2', action: rename },
    ...(session.run?.experimentId === id && session.run.epoch !== null && experiment.configuration.snapshots.weights
      ? [branchItem(session, experiment, session.run.epoch)]
      : []),
    {
      label: 'Profile a training step…',
      disabled: !actions.profile,
      action: () => (session.dialog = { kind: 'profile', experiment } as const),
    },
    { label: 'Duplicate', detail: 'Ctrl+D', action: () => void session.duplicate(experiment) },
    {
      label: 'Delete',
      detail: 'Del',
      danger: true,
      disabled: !actions.delete,
      action: () => void session.remove(experiment),
    },
  ]
}

/** What gets on from where a run has diverged. */
function recoveryItems(session: Session, experiment: Experiment): MenuEntry[] {
  const { recover } = actionsFor(experiment)
  if (recover === null) return []
  const best = { label: describeRecovery(recover), action: () => void session.recover(experiment) }
  if (recover.kind !== 'branch') return [best]
  const { learningRate } = recover
  return [best, { label: `Resume at ${formatRate(learningRate)}`, action: () => void session.train(experiment, null, { learningRate }) }]
}

function branchItem(session: Session, experiment: Experiment, epoch: number): MenuEntry {
  return { label: `Branch from epoch ${epoch}…`, action: () => session.branch(experiment, epoch) }
}
