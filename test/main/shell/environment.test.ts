import { describe, expect, it } from 'vitest'
import { browserDirectory, namedWorkspace } from '../../../src/main/shell/environment.ts'

describe('the workspace named at the start', () => {
  it('is taken from the command line before the environment', () => {
    const environment = { MANIFOLD_WORKBENCH_WORKSPACE: '/from/environment' }
    expect(namedWorkspace(['electron', '.', '--workspace', '/a b/ü'], environment)).toBe('/a b/ü')
    expect(namedWorkspace(['electron', '.', '--workspace=/a'], environment)).toBe('/a')
    expect(namedWorkspace(['electron', '.'], environment)).toBe('/from/environment')
  })

  it('is absolute, and null where none is named', () => {
    expect(namedWorkspace(['--workspace', 'here'], {})).toBe(`${process.cwd()}/here`)
    expect(namedWorkspace(['electron', '--workspace'], {})).toBeNull()
    expect(namedWorkspace([], { MANIFOLD_WORKBENCH_WORKSPACE: '' })).toBeNull()
  })

  it('keeps what Chromium writes apart from the experiments', () => {
    expect(browserDirectory('/w')).toBe('/w/browser')
  })
})
