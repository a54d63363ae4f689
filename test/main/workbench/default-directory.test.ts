import { describe, expect, it } from 'vitest'
import { defaultWorkspaceDirectory } from '../../../src/main/workbench/default-directory.ts'

const home = '/home/ada'

describe.runIf(process.platform !== 'win32')('the default workspace', () => {
  it.each([
    ['linux', {}, '/home/ada/.local/share/manifold-workbench'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/manifold-workbench'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/manifold-workbench'],
    ['darwin', {}, '/home/ada/Library/Application Support/Manifold Workbench'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Manifold Workbench'],
  ] as const)('on %s with %o is %s', (platform, environment, expected) => {
    expect(defaultWorkspaceDirectory({ platform, environment, home })).toBe(expected)
  })
})
