import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { manPage } from '../../../build/package/man-page.mjs'
import { createProgram } from '../../../src/main/cli/program.ts'

const identity = { name: 'manifold-workbench', version: '1.2.3', workspace: '~/.local/share/manifold-workbench' }
const program = createProgram(identity, () => Promise.resolve())
const page = manPage(program, { name: 'manifold-workbench', version: '1.2.3', date: '2026-03-04' })

describe('the man page', () => {
  it('has every command and every option that the command line knows', () => {
    const text = page.replaceAll('\\-', '-')
    for (const command of program.commands) {
      expect(text).toMatch(new RegExp(`^\\.SS ${command.name()}\\b`, 'm'))
      for (const option of command.options) expect(text).toContain(`\\fB${option.flags}\\fR`)
    }
  })

  it('says that root gets no window, and what else to read', () => {
    expect(page).toMatch(/^\.SH NOTES\nThe window does not open as root, with exit status 1.* The command line .* runs as root/m)
    expect(page).toMatch(/^\.SH SEE ALSO\n\\fBsqlite3\\fR\(1\)/m)
  })

  it('has no line that roff would take for a request by mistake', () => {
    const requests = page.split('\n').filter((line) => /^[.']/.test(line))
    expect(requests.filter((line) => !/^\.(TH|SH|SS|TP|PP|B|I|br)( |$)/.test(line))).toEqual([])
  })

  it.skipIf(spawnSync('groff', ['--version']).error !== undefined)('is typeset by groff without a warning', () => {
    const { stderr, stdout } = spawnSync('groff', ['-man', '-ww', '-Kutf8', '-Tutf8'], { input: page, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toContain('MANIFOLD-WORKBENCH(1)')
  })
})
