/* The switches in Electron's binary: how the packed one has to be set, in one place for packing and for its tests. */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/**
 * By electron-builder's names (`electronFuses`). Whoever can start the program must not be able to have it run code that is
 * not its own, and the page must not reach files.
 */
export const packedFuses = Object.freeze({
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
})

/** What a byte of the fuse wire means: @electron/fuses reads the bytes, and does not export their names. */
const states = new Map([
  [0x30, false],
  [0x31, true],
])

const wireName = (/** @type {string} */ name) => name.charAt(0).toUpperCase() + name.slice(1)

/**
 * Reads the fuses of a binary back from its bytes.
 *
 * @param {string} executable path of Electron's binary
 * @returns {Promise<Record<keyof typeof packedFuses, boolean | null>>} null: the binary has no such fuse, or has it removed
 */
export async function readFuses(executable) {
  const wire = /** @type {Record<number, number | undefined>} */ (
    /** @type {unknown} */ (await getCurrentFuseWire(executable))
  )
  const entries = Object.keys(packedFuses).map((name) => {
    const option = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (wireName(name))]
    return [name, states.get(wire[option] ?? 0) ?? null]
  })
  return Object.fromEntries(entries)
}

/**
 * @param {string} executable path of Electron's binary
 * @returns {Promise<string[]>} one line for each fuse that is not as `packedFuses` says; none: all are
 */
export async function wrongFuses(executable) {
  const found = await readFuses(executable)
  return Object.entries(packedFuses)
    .filter(([name, wanted]) => found[/** @type {keyof typeof packedFuses} */ (name)] !== wanted)
    .map(([name, wanted]) => `${name} is ${found[/** @type {keyof typeof packedFuses} */ (name)] ?? 'missing'}, wanted ${wanted}`)
}
