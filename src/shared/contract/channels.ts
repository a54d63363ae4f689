/**
 * The names of all IPC channels, and nothing else: the preload script carries only this list.
 * What travels on each is in contract.ts.
 */
export const requestChannels = [
  'app:about',
  'datasets:list',
  'datasets:import',
  'dialogs:choose-file',
  'experiments:list',
  'experiments:create',
  'experiments:rename',
  'experiments:delete',
  'epochs:list',
  'snapshots:list',
  'snapshots:get',
  'training:start',
  'training:pause',
  'training:stop',
  'exports:start',
  'exports:cancel',
  'exports:reveal',
] as const

export const eventChannels = [
  'experiments:changed',
  'experiments:deleted',
  'training:progress',
  'training:epoch',
  'exports:changed',
] as const

export type RequestChannel = (typeof requestChannels)[number]
export type EventChannel = (typeof eventChannels)[number]
