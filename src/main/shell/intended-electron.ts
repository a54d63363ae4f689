/** Put in by the build (electron.vite.config.ts). */
declare const INTENDED_ELECTRON: string

/** The Electron that the lock file names. Set-up puts an older one in its place where that cannot be had (docs/adr/0001). */
export const intendedElectron = INTENDED_ELECTRON
