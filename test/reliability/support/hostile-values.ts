import fc from 'fast-check'

/** What a page that wants to do harm might put anywhere. */
const hostileStrings = [
  ...['', ' ', '\0', '../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', 'C:\\Windows\\x', '..\\..\\x', 'app://bundle/../main'],
  ...["'; DROP TABLE experiments; --", '" OR 1=1 --', '%00', '%2e%2e%2f', '${process.exit()}', '$(reboot)', '`id`', '<img src=x onerror=alert(1)>'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\ud800', '\u202e', 'é'.repeat(300), 'x'.repeat(100_000), '-', '--', 'NaN'],
]
const hostileNumbers = [
  ...[-1, -0, 0.5, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e308, -1e308, 5e-324, 100_001, Number.MIN_SAFE_INTEGER],
]
const hostileOthers: unknown[] = [
  ...[null, undefined, true, false, [], {}, [[]], new Date(NaN), new Map([[1, 2]]), new Set([1]), /x/, 10n ** 30n, new Error('x')],
  ...[new Uint8Array(0), new Uint8Array(7), new Float32Array([NaN]), new Float64Array(3), new ArrayBuffer(8), new Uint8Array(new SharedArrayBuffer(4))],
  ...[JSON.parse('{"__proto__":{"polluted":true}}') as unknown, { toString: null }, { length: 2 ** 32 - 1 }, Object.create(null) as object, new Array<unknown>(3)],
]

/** One value, of whatever kind. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...hostileStrings) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...hostileNumbers) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...hostileOthers) },
  { weight: 2, arbitrary: fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
)

type Path = readonly (string | number)[]

/** Where a value has parts, itself among them. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
}

function changed(value: unknown, path: Path, change: (part: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...(value as unknown[])] as never) : { ...(value as object) }
  copy[key] = changed(copy[key], rest, change)
  return copy
}

const removed = Symbol('removed')

/** A request that fits with one to three of its parts spoilt: replaced, taken away, added or doubled. */
function spoilt(request: unknown): fc.Arbitrary<unknown> {
  const places = pathsOf(request)
  const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'replace', 'remove', 'add', 'double'), hostileValue)
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((spoilt, [path, how, value]) => {
      try {
        return changed(spoilt, path, (part) => {
          if (how === 'replace') return value
          if (how === 'double') return [part, part]
          if (how === 'remove') return removed
          return typeof part === 'object' && part !== null && !ArrayBuffer.isView(part) ? { ...part, [String(value).slice(0, 50)]: value } : value
        })
      } catch {
        // An earlier change has taken the place away.
        return spoilt
      }
    }, request),
  ).map(withoutRemoved)
}

function withoutRemoved(value: unknown): unknown {
  if (value === removed) return undefined
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== removed).map(([key, part]) => [key, withoutRemoved(part)]))
}

/** Requests on a channel: mostly ones that fit but for a part, some of no sense at all. @param fitting some that fit */
export function hostileRequests(fitting: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fitting).chain(spoilt) },
    { weight: 1, arbitrary: hostileValue },
    // Amid the others, as a page that is half taken over would send them.
    { weight: 1, arbitrary: fc.constantFrom(...fitting) },
  )
}
