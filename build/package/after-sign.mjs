import process from 'node:process'

const NEEDED = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']

/**
 * electron-builder's hook, after it has signed. Without these variables it leaves notarisation out, says so in one line among
 * many, and makes an image that macOS does not open.
 * @param {{ electronPlatformName: string, packager: { config: { mac?: { notarize?: boolean | null } | null } } }} context
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function afterSign({ electronPlatformName, packager }, environment = process.env) {
  if (electronPlatformName !== 'darwin' || packager.config.mac?.notarize !== true) return
  const missing = NEEDED.filter((name) => (environment[name] ?? '') === '')
  if (missing.length > 0) throw new Error(`not notarised: ${missing.join(', ')} not set (docs/RELEASING.md)`)
}
