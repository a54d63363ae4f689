import { FAULTS, NO_ANSWER } from '../package/audit.mjs'

const LOOKED_AT = 'MANIFOLD_WORKBENCH_AUDIT_LOOKED_AT'

/** What the exit codes of `npm run audit` say; all others, that it has not asked. */
const ANSWERS = new Map([
  [FAULTS, 'npm run audit finds known faults in what ships.'],
  [NO_ANSWER, 'npm run audit has no answer: the registry does not say whether what ships has known faults.'],
])

/**
 * Whether what ships may be released as far as its known faults go. A person who has looked at them says so with the version
 * that is to be released, so that nobody leaves it said for the next.
 * @param {number | null} code of `npm run audit`
 * @param {{ version: string, environment: NodeJS.ProcessEnv }} release
 * @returns {string[]} what stands against it
 */
export function auditReasons(code, { version, environment }) {
  if (code === 0) return []
  const answer = ANSWERS.get(code ?? -1)
  if (answer === undefined) return ['npm run audit failed.']
  if (environment[LOOKED_AT] === version) return []
  return [`${answer} Once somebody has looked into it, and it does not stand against the release, set ${LOOKED_AT}=${version}.`]
}
