import { describe, expect, it } from 'vitest'
import { commandLineArguments } from '../../../src/main/shell/command-line-arguments.ts'

describe('the arguments of the command line', () => {
  it.each<[string, string[], string[] | null]>([
    ['the window', ['/app'], null],
    ['the window with switches and a file', ['/app', '--workspace', '/w', 'run.manifold'], null],
    ['a command', ['/app', '--ozone-platform=headless', '--', 'train', '--epochs', '2'], ['train', '--epochs', '2']],
    ['nothing but that it is wanted', ['/app', '--'], []],
    ['a command that has a -- of its own', ['/app', '--', 'show', '--', '-x'], ['show', '--', '-x']],
  ])('are those behind the first --: %s', (_what, argv, expected) => {
    expect(commandLineArguments(argv)).toEqual(expected)
  })
})
