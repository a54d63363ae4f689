import { describe, expect, it } from 'vitest'
import { playwrightOutcome, vitestOutcome, withRunner } from '../../build/testing/outcome.mjs'

describe('vitestOutcome', () => {
  it('counts tests, and files that could not be loaded', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'a works', status: 'passed' },
            { fullName: 'a fails', status: 'failed' },
            { fullName: 'a later', status: 'todo' },
            { fullName: 'a elsewhere', status: 'skipped' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', assertionResults: [] },
      ],
    }
    expect(vitestOutcome(report)).toEqual({ passed: 1, failures: ['a fails', 'b.test.ts'], skipped: ['a later', 'a elsewhere'] })
  })
})

describe('playwrightOutcome', () => {
  it('counts nested tests, errors outside of them, and what only passed when repeated as failed', () => {
    const report = {
      errors: [{ message: 'global set-up failed\n  at …' }],
      suites: [
        {
          title: 'app.spec.ts',
          specs: [{ title: 'opens', tests: [{ status: 'expected' }] }],
          suites: [
            {
              title: 'training',
              specs: [
                { title: 'stops', tests: [{ status: 'unexpected' }] },
                { title: 'resumes', tests: [{ status: 'flaky' }] },
                { title: 'waits', tests: [{ status: 'skipped' }] },
              ],
            },
          ],
        },
      ],
    }
    expect(playwrightOutcome(report)).toEqual({
      passed: 1,
      failures: [
        'app.spec.ts › training › stops',
        'global set-up failed',
        'app.spec.ts › training › resumes (only when repeated)',
      ],
      skipped: ['app.spec.ts › training › waits'],
    })
  })
})

describe('withRunner', () => {
  const good = { passed: 3, failures: [], skipped: [] }

  it('leaves a good run alone', () => {
    expect(withRunner(good, 'vitest', 0)).toEqual(good)
  })

  it('counts a crash as a failure, even after passed tests', () => {
    expect(withRunner(good, 'vitest', 1).failures).toEqual(['vitest ended with exit code 1'])
    expect(withRunner(good, 'vitest', null).failures).toEqual(['vitest ended with a signal'])
  })

  it('counts a run without any test as a failure', () => {
    expect(withRunner({ passed: 0, failures: [], skipped: [] }, 'vitest', 0).failures).toEqual(['vitest found no tests'])
  })

  it('does not count a failed test twice', () => {
    expect(withRunner({ passed: 1, failures: ['a'], skipped: [] }, 'vitest', 1).failures).toEqual(['a'])
  })
})
