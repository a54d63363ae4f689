/** A network rebuilt from an exported file of weights, in float64, by what the file says and nothing else of the project. */
interface Layer {
  class: string
  [key: string]: unknown
}

interface Description {
  input: { height: number; width: number; scale: number }
  encoder: Layer[]
  decoder: Layer[]
  z_mean: Layer[]
  z_log_var: Layer[]
  latents: 'z_mean'
  output: { activation: string }
}

type Row = number[]
type Apply = (x: Row, layer: Layer, tensor: (key: string) => Float32Array) => Row

const layers: Record<string, Apply> = {
  Dense: (x, _layer, tensor) => {
    const [kernel, bias] = [tensor('kernel'), tensor('bias')]
    const y = Array.from(bias)
    x.forEach((value, input) => {
      if (value !== 0) for (let unit = 0; unit < y.length; unit++) y[unit] = (y[unit] ?? NaN) + value * (kernel[input * y.length + unit] ?? NaN)
    })
    return y
  },
  ReLU: (x) => x.map((value) => Math.max(value, 0)),
  LeakyReLU: (x, { negative_slope: slope }) => x.map((value) => (value > 0 ? value : Number(slope) * value)),
  Dropout: (x) => x,
  BatchNormalization: (x, { epsilon }, tensor) => {
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(tensor) as [Float32Array, Float32Array, Float32Array, Float32Array]
    return x.map((value, unit) => ((gamma[unit] ?? NaN) * (value - (mean[unit] ?? NaN))) / Math.sqrt((variance[unit] ?? NaN) + Number(epsilon)) + (beta[unit] ?? NaN))
  },
}

export interface Rebuilt {
  version: string | undefined
  description: Description
  shapes: Record<string, number[]>
  /** @param bytes of one image */
  encode: (bytes: Uint8Array) => { code: Row; zMean: Row; zLogVar: Row }
  /** @returns the pixels' probabilities */
  decode: (z: Row) => Row
}

export function rebuild(file: Buffer): Rebuilt {
  const dataOffset = 8 + Number(file.readBigUInt64LE(0))
  const { __metadata__: metadata, ...header } = JSON.parse(file.toString('utf8', 8, dataOffset)) as Record<string, Record<string, unknown>>
  const description = JSON.parse(String(metadata?.model)) as Description
  const read = (name: unknown): Float32Array => {
    const [begin, end] = header[String(name)]?.data_offsets as [number, number]
    return new Float32Array(Uint8Array.from(file.subarray(dataOffset + begin, dataOffset + end)).buffer)
  }
  const tensors = new Map(Object.keys(header).map((name) => [name, read(name)]))
  const run = (x: Row, sequence: Layer[]) =>
    sequence.reduce((value, layer) => {
      const apply = layers[layer.class]
      if (apply === undefined) throw new Error(`no layer ${layer.class}`)
      return apply(value, layer, (key) => tensors.get(String(layer[key])) ?? new Float32Array())
    }, x)
  return {
    version: metadata?.description_version as string | undefined,
    description,
    shapes: Object.fromEntries(Object.entries(header).map(([name, { shape }]) => [name, shape as number[]])),
    encode: (bytes) => {
      const features = run(Array.from(bytes, (byte) => byte * description.input.scale), description.encoder)
      const [zMean, zLogVar] = [run(features, description.z_mean), run(features, description.z_log_var)]
      return { code: { z_mean: zMean }[description.latents], zMean, zLogVar }
    },
    decode: (z) => {
      if (description.output.activation !== 'sigmoid') throw new Error(`no activation ${description.output.activation}`)
      return run(z, description.decoder).map((logit) => 1 / (1 + Math.exp(-logit)))
    },
  }
}
