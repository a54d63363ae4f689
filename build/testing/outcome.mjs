/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {string[]} failures the name of each
 * @property {string[]} skipped the name of each
 */

/**
 * @typedef {object} VitestFile
 * @property {string} name
 * @property {string} status
 * @property {{ fullName: string, status: string }[]} assertionResults
 */

/** @typedef {{ testResults: VitestFile[] }} VitestReport the parts that are read of vitest's JSON report (Jest's form) */

/** @param {VitestReport} report @returns {Outcome} */
export function vitestOutcome(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  /** @param {string[]} statuses */
  const named = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName)
  const failures = named('failed')
  // A file that could not be loaded, or whose hooks failed, reports no test of its own.
  for (const { name, status, assertionResults } of report.testResults) {
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) failures.push(name)
  }
  return { passed: named('passed').length, failures, skipped: named('pending', 'skipped', 'todo', 'disabled') }
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: { status: string }[] }[]} [specs]
 */

/** @param {{ suites: PlaywrightSuite[], errors: { message?: string }[] }} report @returns {Outcome} */
export function playwrightOutcome(report) {
  const tests = report.suites.flatMap((suite) => testsOf(suite, ''))
  /** @param {string[]} statuses */
  const named = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).map(({ title }) => title)
  const failures = named('unexpected')
  for (const { message } of report.errors) failures.push((message ?? 'an error outside the tests').split('\n')[0] ?? '')
  // A flaky test is one that passed when repeated; it counts as failed, since each of ours must hold at once.
  failures.push(...named('flaky').map((title) => `${title} (only when repeated)`))
  return { passed: named('expected').length, failures, skipped: named('skipped') }
}

/** @param {PlaywrightSuite} suite @param {string} above @returns {{ title: string, status: string }[]} */
function testsOf(suite, above) {
  const title = `${above}${suite.title} › `
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map(({ status }) => ({ title: title + spec.title, status })))
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, title))]
}

/**
 * A runner that ends badly without naming a failed test has failed all the same, and so has one that ran nothing.
 * @param {Outcome} outcome
 * @param {string} runner
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
export function withRunner(outcome, runner, exitCode) {
  const failures = [...outcome.failures]
  const ending = exitCode === null ? 'a signal' : `exit code ${exitCode}`
  if (exitCode !== 0 && failures.length === 0) failures.push(`${runner} ended with ${ending}`)
  else if (outcome.passed + failures.length === 0) failures.push(`${runner} found no tests`)
  return { ...outcome, failures }
}
