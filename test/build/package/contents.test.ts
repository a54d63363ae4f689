import { expect, test } from 'vitest'
import { afterSign } from '../../../build/package/after-sign.mjs'
import { FORBIDDEN, sqliteFiles } from '../../../build/package/contents.mjs'

test.each([
  ['source maps', 'out/main/index.js.map'],
  ['sources and headers', 'node_modules/better-sqlite3/src/better_sqlite3.cpp'],
  ['sources and headers', 'node_modules/zod/index.d.ts'],
  ['tests', 'node_modules/x/dist/callbacks_test.js'],
  ['tfjs for browsers', 'node_modules/@tensorflow/tfjs/dist/tf.es2017.min.js'],
  ['locales that are not used', 'locales/de.pak'],
  ['drawing that nothing here asks for', 'manifold-workbench/libvk_swiftshader.so'],
  ['bindings that nothing loads', 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'],
])('%s are found, such as %s', (what, path) => {
  expect(FORBIDDEN.find(({ pattern }) => pattern.test(path))?.what).toBe(what)
})

test.each(['node_modules/@tensorflow/tfjs/dist/tf.node.js', 'locales/en-US.pak', 'deps/lib/libtensorflow_cc.so.2', 'out/main/index.js'])(
  '%s is let through',
  (path) => {
    expect(FORBIDDEN.find(({ pattern }) => pattern.test(path))).toBeUndefined()
  },
)

test('of better-sqlite3 the binary that was built is taken where it is the target’s, else the one in the package', () => {
  const machine = { platform: 'linux', arch: 'x64', built: true } as const
  const nothing = 'nothing of its own'
  const [built, prebuilt] = ['!node_modules/better-sqlite3/prebuilds/**', '!node_modules/better-sqlite3/{build/**,prebuilds/!(linux-${arch}).node}']
  expect(sqliteFiles({ platform: 'linux', archs: ['x64'] }, machine)).toEqual([{ filter: [nothing, built] }])
  expect(sqliteFiles({ platform: 'linux', archs: ['x64'] }, { ...machine, built: false })).toEqual([{ filter: [nothing, prebuilt] }])
  expect(sqliteFiles({ platform: 'linux', archs: ['arm64'] }, machine)).toEqual([{ filter: [nothing, prebuilt] }])
  expect(sqliteFiles({ platform: 'darwin', archs: ['arm64', 'x64'] }, { ...machine, platform: 'darwin' })).toEqual([{ filter: [nothing, prebuilt.replace('linux', 'darwin')] }])
  expect(sqliteFiles({ platform: 'win32', archs: ['x64'] }, machine)).toEqual([{ filter: [nothing, prebuilt.replace('linux', 'win32')] }])
})

test('where notarisation was asked for, what it needs is missed, on macOS only', () => {
  const context = (electronPlatformName: string, notarize = true) => ({ electronPlatformName, packager: { config: { mac: { notarize } } } })
  const all = { APPLE_API_KEY: 'key.p8', APPLE_API_KEY_ID: 'id', APPLE_API_ISSUER: 'issuer' }
  expect(() => {
    afterSign(context('darwin'), { ...all, APPLE_API_KEY: '' })
  }).toThrow('not notarised: APPLE_API_KEY not set')
  expect(() => {
    afterSign(context('darwin'), {})
  }).toThrow('APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER not set')
  for (const [other, environment] of [[context('darwin'), all], [context('darwin', false), {}], [context('win32'), {}]] as const) {
    expect(() => {
      afterSign(other, environment)
    }).not.toThrow()
  }
})
