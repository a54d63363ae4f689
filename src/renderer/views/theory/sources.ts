/** The sources that formulas point to, as text, put into the bundle when it is built: nothing here is run. */
const files = import.meta.glob<string>(
  [
    '../../../main/models/vae.ts',
    '../../../main/engine/ops/sigmoid-cross-entropy.ts',
    '../../../main/training/snapshot.ts',
    '../../../shared/maths/aggregate-posterior.ts',
    '../../../shared/maths/inverse-normal-cdf.ts',
    '../../../shared/maths/kl-divergence.ts',
    '../../../shared/maths/manifold-axis.ts',
    '../../../shared/maths/ring.ts',
    '../../../shared/maths/toy-vae.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
)

/** A function of the program: where a formula is computed. */
export interface SourceLink {
  /** From the root of the project. */
  file: string
  name: string
}

export interface Excerpt {
  /** Number of its first line, from 1. */
  firstLine: number
  lines: readonly string[]
}

/** A function with the comment above it. @throws Error if there is none of that name */
export function excerpt({ file, name }: SourceLink): Excerpt {
  const source = files[file.replace(/^src/, '../../..')]
  if (source === undefined) throw new Error(`“${file}” is not among the sources.`)
  const lines = source.split('\n')
  const declaration = new RegExp(`^(\\s*)(export )?function ${name}\\b`)
  const at = lines.findIndex((line) => declaration.test(line))
  if (at === -1) throw new Error(`“${file}” has no function ${name}.`)
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? ''
  let first = at
  while (/^\s*(\/?\*)/.test(lines[first - 1] ?? '')) first--
  const end = lines.findIndex((line, index) => index > at && line === `${indent}}`)
  return { firstLine: first + 1, lines: lines.slice(first, end + 1).map((line) => line.slice(indent.length)) }
}

const vae = 'src/main/models/vae.ts'
const maths = (file: string) => `src/shared/maths/${file}.ts`

/** What the page points to. */
export const links = {
  loss: { file: vae, name: 'losses' },
  kl: { file: vae, name: 'klDivergence' },
  klTerms: { file: vae, name: 'klTerms' },
  sample: { file: vae, name: 'sample' },
  crossEntropy: { file: 'src/main/engine/ops/sigmoid-cross-entropy.ts', name: 'sigmoidCrossEntropySum' },
  manifoldCodes: { file: 'src/main/training/snapshot.ts', name: 'manifoldCodes' },
  manifoldAxis: { file: maths('manifold-axis'), name: 'manifoldAxis' },
  inverseNormalCdf: { file: maths('inverse-normal-cdf'), name: 'inverseNormalCdf' },
  ring: { file: maths('ring'), name: 'ringOf' },
  evidence: { file: maths('toy-vae'), name: 'logEvidence' },
  bound: { file: maths('toy-vae'), name: 'bound' },
  klClosedForm: { file: maths('kl-divergence'), name: 'klToStandardNormal' },
  klSampled: { file: maths('kl-divergence'), name: 'klBySampling' },
  mixture: { file: maths('aggregate-posterior'), name: 'mixtureDensity' },
} as const satisfies Record<string, SourceLink>
