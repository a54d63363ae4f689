/** Which room may import which; docs/ARCHITECTURE.md has the map. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-stands-alone',
      comment: 'shared is what both sides agree on: it may not lean on either, nor on Electron or Node',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { path: ['^src/(main|preload|renderer)', '^(node_modules/)?electron'] },
    },
    { name: 'shared-without-node', severity: 'error', from: { path: '^src/shared' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'renderer-knows-only-shared',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: ['^src/(main|preload)', '^(node_modules/)?electron'] },
    },
    { name: 'renderer-without-node', severity: 'error', from: { path: '^src/renderer' }, to: { dependencyTypes: ['core'] } },
    { name: 'preload-knows-only-shared', severity: 'error', from: { path: '^src/preload' }, to: { path: '^src/(main|renderer)' } },
    { name: 'main-without-renderer', severity: 'error', from: { path: '^src/main' }, to: { path: '^src/(renderer|preload)' } },
    {
      name: 'engine-is-a-package-of-its-own',
      severity: 'error',
      from: { path: '^src/main/engine' },
      to: { path: '^src/', pathNot: '^src/main/(engine|tensorflow)' },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'everything but the application shell also runs in plain Node, for the command line',
      severity: 'error',
      from: { path: '^src/main', pathNot: '^src/main/(index\\.ts|shell/)' },
      to: { path: '^(node_modules/)?electron' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.web.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'svelte', 'types'],
    },
  },
}
