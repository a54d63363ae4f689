import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { load } from 'koffi'

/** Where CPUID tells of a feature: the leaf as glibc counts them (sys/platform/x86.h), the register of EAX to EDX, the bit. */
const features = {
  avx: [0, 2, 28],
  fma: [0, 2, 12],
  avx2: [1, 1, 5],
  avx512f: [1, 1, 16],
  avx512dq: [1, 1, 17],
  avx512bw: [1, 1, 30],
  avx512vl: [1, 1, 31],
} as const
type Feature = keyof typeof features

/** By which instructions TensorFlow and oneDNN compute. The numbers of a run follow it in their last bits. */
export type InstructionSet = 'AVX-512' | 'AVX2' | 'AVX' | 'ARM64'

/** What the processor has and the system lets programs use, by the C library (glibc from 2.33 on); null where that cannot tell. */
function featuresByLibrary(): Set<Feature> | null {
  try {
    const leafOf = load(null).func('void *__x86_get_cpuid_feature_leaf(unsigned int)') as (leaf: number) => bigint
    const memcpy = load(null).func('void *memcpy(void *, const void *, size_t)') as (to: Uint32Array, from: bigint, bytes: number) => void
    const active = [0, 1].map((leaf) => {
      // cpuid_array, then active_array: four registers each.
      const registers = new Uint32Array(8)
      memcpy(registers, leafOf(leaf), registers.byteLength)
      return registers.subarray(4)
    })
    return new Set(names.filter((name) => isSet(active, features[name])))
  } catch {
    return null
  }
}

const names = Object.keys(features) as Feature[]

function isSet(leaves: readonly Uint32Array[], [leaf, register, bit]: readonly [number, number, number]): boolean {
  return (((leaves[leaf]?.[register] ?? 0) >>> bit) & 1) === 1
}

/** What the kernel says; null where there is no such file. Under an emulator it speaks of the machine around it. */
function featuresByKernel(): Set<Feature> | null {
  try {
    const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]
    return flags === undefined ? null : new Set(flags.trim().split(' ') as Feature[])
  } catch {
    return null
  }
}

/** @param known what the processor has; null where nobody can tell, which is taken for the best */
export function instructionSetOf(architecture: string, known: ReadonlySet<string> | null): InstructionSet | null {
  if (architecture !== 'x64') return 'ARM64'
  const has = (...wanted: Feature[]) => known === null || wanted.every((feature) => known.has(feature))
  if (!has('avx')) return null
  if (!has('avx2', 'fma')) return 'AVX'
  return has('avx512f', 'avx512dq', 'avx512bw', 'avx512vl') ? 'AVX-512' : 'AVX2'
}

/** This processor's; null: TensorFlow cannot run on it. */
export function instructionSet(): InstructionSet | null {
  const known = process.arch === 'x64' && process.platform === 'linux' ? (featuresByLibrary() ?? featuresByKernel()) : null
  return instructionSetOf(process.arch, known)
}

/** Why TensorFlow cannot run on this processor; null: it can. Nothing of TensorFlow is loaded for the answer. */
export function unsuitableProcessor(): string | null {
  if (instructionSet() !== null) return null
  const model = cpus()[0]?.model.trim() ?? ''
  const processor = model === '' || model === 'unknown' ? 'This processor' : `This processor (${model})`
  return `${processor} has no AVX instructions, which TensorFlow needs to train and to decode. All that needs neither still works here.`
}
