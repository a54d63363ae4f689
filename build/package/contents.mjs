/* What goes into the package, and what must never be found in it. */
import { existsSync } from 'node:fs'
import process from 'node:process'

/** Packages that only the installing or the downloading parts of others would load; nothing that the workbench runs does. */
const NEVER_LOADED = [
  // tfjs: its command line, old browsers, downloads
  ...['@types', '@webgpu', 'undici-types', 'core-js', 'regenerator-runtime', 'yargs', 'yargs-parser', 'y18n', 'cliui', 'argparse'],
  ...['sprintf-js', 'escalade', 'get-caller-file', 'require-directory', 'wrap-ansi', 'chalk', 'ansi-styles', 'color-convert'],
  ...['color-name', 'supports-color', 'has-flag', 'node-fetch', 'whatwg-url', 'tr46', 'webidl-conversions', 'form-data'],
  ...['asynckit', 'combined-stream', 'delayed-stream', 'mime-types', 'mime-db', 'es-set-tostringtag', 'string_decoder'],
  ...['async-function', 'async-generator-function', 'call-bind-apply-helpers', 'dunder-proto', 'es-define-property', 'es-errors'],
  ...['es-object-atoms', 'function-bind', 'generator-function', 'get-intrinsic', 'get-proto', 'gopd', 'has-symbols'],
  ...['has-tostringtag', 'hasown', 'math-intrinsics'],
  // tfjs-node: its installer, what asks that for a binding, and what shows progress in a terminal
  ...['@mapbox/node-pre-gyp', 'abbrev', 'nopt', 'npmlog', 'are-we-there-yet', 'gauge', 'console-control-strings', 'set-blocking'],
  ...['delegates', 'readable-stream', 'aproba', 'color-support', 'has-unicode', 'object-assign', 'signal-exit', 'string-width'],
  ...['strip-ansi', 'ansi-regex', 'wide-align', 'emoji-regex', 'is-fullwidth-code-point', 'inherits', 'util-deprecate'],
  ...['safe-buffer', 'semver', 'detect-libc', 'progress'],
  ...['adm-zip', 'tar', 'chownr', 'fs-minipass', 'minipass', 'minizlib', 'mkdirp', 'yallist', 'https-proxy-agent', 'agent-base'],
  ...['debug', 'ms', 'rimraf', 'glob', 'minimatch', 'brace-expansion', 'balanced-match', 'concat-map', 'fs.realpath', 'inflight'],
  ...['once', 'wrappy', 'path-is-absolute', 'make-dir', 'es6-promise', 'es6-promisify', 'node-addon-api'],
]

/** In the bundles already: see electron.vite.config.ts. */
const BUNDLED = ['@bufbuild/protobuf', 'commander', 'zod']

/** Packages that production depends on and that are not in the archive's node_modules. @type {ReadonlySet<string>} */
export const LEFT_OUT = new Set([...NEVER_LOADED, ...BUNDLED])

/** The one file of each that Node loads: its `main`. They take their place minified (minified.mjs). */
export const TFJS_MAINS = {
  tfjs: 'tf.node.js',
  'tfjs-backend-cpu': 'tf-backend-cpu.node.js',
  'tfjs-backend-webgl': 'tf-backend-webgl.node.js',
  'tfjs-converter': 'tf-converter.node.js',
  'tfjs-core': 'tf-core.node.js',
  'tfjs-data': 'tf-data.node.js',
  'tfjs-layers': 'tf-layers.node.js',
}

/** TensorFlow's messages in JavaScript, half of tfjs-node; minified too. */
export const TFJS_MESSAGES = 'dist/proto/api_pb.js'

/** electron-builder's `files`: later patterns win. Production dependencies come in by themselves. */
export const FILES = [
  'package.json',
  'out/**',
  // The window shows licences.json, which says the same.
  '!out/licences.txt',
  '!**/*.{map,d.ts,d.mts,d.cts,ts,mts,cts,flow,tsbuildinfo}',
  '!**/*.{c,cc,cpp,h,hh,hpp,inc,S,asm,def,gyp,gypi,o,a,pdb}',
  '!**/{CMakeLists.txt,sbom.cdx.json,bower.json,component.json,tsconfig*.json,tslint.json,Makefile,rollup.config.mjs}',
  '!**/{.npmignore,.editorconfig,.eslintrc*,.travis.yml,.github,.nycrc,.nvmrc,.bazelversion,.rollup.cache}',
  '!**/{CHANGELOG,HISTORY,History,GOVERNANCE,contributing,README,Readme,readme,DEVELOPMENT,WINDOWS_TROUBLESHOOTING,CONTRIBUTING,SECURITY,BUILDING}*.{md,md~,markdown,txt}',
  '!**/{test,tests,__tests__,example,examples,doc,docs,benchmark,benchmarks,coverage,miniprogram}/**',
  '!**/*{_test,.test,.spec}.{js,cjs,mjs}',
  ...[...LEFT_OUT].map((name) => `!**/node_modules/${name}/**`),

  // KaTeX names three forms of each font; Chromium takes the first.
  '!out/renderer/assets/KaTeX_*.{ttf,woff}',

  ...Object.keys(TFJS_MAINS).map((name) => `!node_modules/@tensorflow/${name}/{dist,src,tools,metadata,scripts}/**`),
  `!node_modules/@tensorflow/tfjs-node/${TFJS_MESSAGES}`,
  // Of tfjs-node its kernels and their backend: the index, and what only that loads, would look for a binding of its own.
  '!node_modules/@tensorflow/tfjs-node/{binding,build,lib,src,scripts,python,deps/include,dist/io}/**',
  '!node_modules/@tensorflow/tfjs-node/dist/!(register_all_kernels|nodejs_kernel_backend|int64_tensors).js',

  '!node_modules/better-sqlite3/{deps,src}/**',

  '!node_modules/google-protobuf/google/**',

  '!node_modules/koffi/{lib,vendor,src/koffi/src/abi}/**',
  '!node_modules/@koromix/koffi-*/musl_*/**',
  '!node_modules/@napi-rs/canvas-*-musl/**',
  '!node_modules/{koffi/cnoke.cjs,seedrandom/Gruntfile.js}',
]

/**
 * The one binary of better-sqlite3 that the target loads: the one that set-up has built, for this machine's runtime, or the one
 * in the package. As Node calls platforms, which is how the package names them; electron-builder has other names.
 * @param {{ platform: NodeJS.Platform, archs: NodeJS.Architecture[] }} target
 * @param {{ platform: NodeJS.Platform, arch: NodeJS.Architecture, built: boolean }} [machine]
 * @returns {{ filter: string[] }[]} electron-builder's `files` of the platform
 */
export function sqliteFiles({ platform, archs }, machine = { platform: process.platform, arch: process.arch, built: existsSync(BUILT_SQLITE) }) {
  const serves = machine.built && machine.platform === platform && archs.every((arch) => arch === machine.arch)
  const leftOut = serves ? 'prebuilds/**' : `{build/**,prebuilds/!(${platform}-\${arch}).node}`
  // Of what lies in node_modules, electron-builder heeds only what is left out; where nothing is let in, it takes everything else.
  return [{ filter: ['nothing of its own', `!node_modules/better-sqlite3/${leftOut}`] }]
}

const BUILT_SQLITE = new URL('../../node_modules/better-sqlite3/build/Release/better_sqlite3.node', import.meta.url)

/** Beside the archive: what the dynamic linker opens itself. */
export const UNPACKED = ['**/*.node', 'node_modules/@tensorflow/tfjs-node/deps/lib/**']

/** What must not be found in the package, by path, whatever the patterns above say. */
export const FORBIDDEN = [
  { what: 'source maps', pattern: /\.map$/ },
  { what: 'sources and headers', pattern: /\.(ts|mts|cts|c|cc|cpp|h|hh|hpp|gyp|gypi|S|asm|svelte)$/ },
  { what: 'tests', pattern: /(^|\/)(test|tests|__tests__)\/|[._](test|spec)\.[cm]?js$/ },
  { what: 'tfjs for browsers', pattern: /\/tf(?:-[a-z-]+)?\.(?:es2017|fesm|min)[^/]*\.js$|\/tf(?:-[a-z-]+)?\.js$/ },
  { what: 'locales that are not used', pattern: /(^|\/)locales\/(?!en-US\.pak$)[^/]+\.pak$/ },
  { what: 'tools of development', pattern: /node_modules\/(electron|electron-builder|vite|vitest|typescript|playwright|svelte)\// },
  { what: 'applications and updates of the runtime', pattern: /(^|\/)(default_app\.asar|app-update\.yml|browser_v8_context_snapshot\.bin)$/ },
  { what: 'drawing that nothing here asks for', pattern: /(^|\/)(libvk_swiftshader\.so|vk_swiftshader_icd\.json|libvulkan\.so\.1)$/ },
  { what: 'bindings that nothing loads', pattern: /tfjs_binding\.(js|node)$|node-pre-gyp/ },
]
