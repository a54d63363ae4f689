/* The release key and its passphrase: taken out of the environment first of all, and handed only to what needs them. */

export const KEY = 'MANIFOLD_WORKBENCH_SIGNING_KEY'
export const PASSPHRASE = 'MANIFOLD_WORKBENCH_SIGNING_PASSPHRASE'

/** @typedef {{ key: string, passphrase: string }} Secrets `key`: armoured, or the name of a file; '': there is none */

/**
 * Reads them, and deletes them: whatever is started with this environment from now on does not see them.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Secrets}
 */
export function takeSecrets(environment) {
  const secrets = { key: environment[KEY] ?? '', passphrase: environment[PASSPHRASE] ?? '' }
  delete environment[KEY]
  delete environment[PASSPHRASE]
  return secrets
}

/** The environment of the one program that is to sign. @param {NodeJS.ProcessEnv} environment @param {Secrets} secrets @returns {NodeJS.ProcessEnv} */
export function withSecrets(environment, { key, passphrase }) {
  return { ...environment, [KEY]: key, [PASSPHRASE]: passphrase }
}
