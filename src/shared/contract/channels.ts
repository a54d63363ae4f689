/**
 * The names of all IPC channels, and nothing else: the preload script carries only this list.
 * What travels on each is in contract.ts.
 */
export const requestChannels = [
  'app:about',
  'app:menu',
  'app:log',
  'app:reveal-log',
  'app:licences',
  'app:reveal-chromium-licences',
  'app:report',
  'app:opened-files',
  'app:settle-opened-files',
  'datasets:list',
  'datasets:import',
  'datasets:cancel-import',
  'datasets:samples',
  'dialogs:choose-file',
  'experiments:list',
  'experiments:create',
  'experiments:rename',
  'experiments:annotate',
  'experiments:set-hidden',
  'experiments:delete',
  'experiments:restore',
  'experiments:sparklines',
  'experiments:import',
  'experiments:cancel-import',
  'epochs:list',
  'epochs:series',
  'references:list',
  'snapshots:list',
  'snapshots:get',
  'training:start',
  'training:one-epoch',
  'training:pause',
  'training:stop',
  'training:set-learning-rate',
  'training:learning-rate-changes',
  'files:save',
  'exports:list',
  'exports:start',
  'exports:cancel',
  'exports:reveal',
  'exports:frame',
  'exports:begin-video',
  'exports:append',
  'exports:finish',
  'inference:warm',
  'inference:decode',
  'inference:encode',
  'inference:test-digit',
  'inference:reconstructions',
  'inference:test-images',
] as const

export const eventChannels = [
  'app:command',
  'app:go',
  'app:files-opened',
  'datasets:import-progress',
  'experiments:changed',
  'experiments:deleted',
  'experiments:import-progress',
  'training:progress',
  'training:epoch',
  'training:learning-rate',
  'training:warning',
  'exports:changed',
] as const

export type RequestChannel = (typeof requestChannels)[number]
export type EventChannel = (typeof eventChannels)[number]

/** Between the preload script and main alone, since it carries paths: the page cannot send on it. */
export const droppedFilesChannel = 'files:dropped'
