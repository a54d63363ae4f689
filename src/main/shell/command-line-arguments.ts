/**
 * What the user typed behind the first `--`, which is where Chromium stops to look for switches: the command line of the
 * application. null: there is no `--`, the window is wanted.
 * @param argv of the process, its own path and Chromium's switches included
 */
export function commandLineArguments(argv: readonly string[]): string[] | null {
  const end = argv.indexOf('--')
  return end < 0 ? null : argv.slice(end + 1)
}
