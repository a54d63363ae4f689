import process from 'node:process'

/*
 * The very first check, in syntax and with modules that old versions of Node have too; the entry points load everything
 * else after it.
 */

/**
 * Vite needs 20.19 or 22.12 and later (loading ES modules by require).
 * @param {string} version such as 20.19.0
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
}

/** @param {string} version */
export function nodeAdvice(version) {
  return [
    `✗ Manifold Workbench needs Node 20.19 or newer (of Node 22: 22.12); this is Node ${version}.`,
    '  Install one: sudo npm install --global n && sudo n 22   (or, with nvm: nvm install 22)',
  ].join('\n')
}

/** Ends the process when its Node is too old. */
export function requireNode() {
  if (isSupportedNode(process.versions.node)) return
  process.stderr.write(`${nodeAdvice(process.versions.node)}\n`)
  process.exit(1)
}
