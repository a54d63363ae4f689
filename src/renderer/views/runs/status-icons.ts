import Check from '@lucide/svelte/icons/check'
import CircleAlert from '@lucide/svelte/icons/circle-alert'
import CircleDashed from '@lucide/svelte/icons/circle-dashed'
import Clock from '@lucide/svelte/icons/clock'
import Pause from '@lucide/svelte/icons/pause'
import Play from '@lucide/svelte/icons/play'
import Square from '@lucide/svelte/icons/square'
import Unplug from '@lucide/svelte/icons/unplug'
import type { Component } from 'svelte'
import type { ExperimentStatus } from '../../../shared/experiment/experiment.ts'

/** What a status looks like where there is no room for its word. */
export const statusIcons: Record<ExperimentStatus, Component<{ size?: number; strokeWidth?: number }>> = {
  created: CircleDashed,
  queued: Clock,
  training: Play,
  paused: Pause,
  stopped: Square,
  interrupted: Unplug,
  failed: CircleAlert,
  completed: Check,
}
