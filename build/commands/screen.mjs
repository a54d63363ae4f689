import process from 'node:process'

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean} whether a window can be shown
 */
export function hasScreen(environment, platform = process.platform) {
  return platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY)
}
