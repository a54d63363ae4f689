import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'resources/', 'docs/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
    },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  // Maps and Sets beside $state.raw are caches that no view watches.
  { files: ['src/renderer/**'], rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
  { files: ['build/**/*.mjs', 'build/**/*.js', 'bench/**/*.mjs'], languageOptions: { globals: globals.node } },
  // What it hands to the page runs there.
  { files: ['bench/lib/window-contestant.mjs'], languageOptions: { globals: globals.browser } },
  { files: ['src/renderer/**', 'src/preload/**', 'test/renderer/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['src/shared/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', 'electron', 'svelte', '*/main/*', '*/renderer/*', '*/preload/*'] }],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'require', '__dirname'],
    },
  },
)
