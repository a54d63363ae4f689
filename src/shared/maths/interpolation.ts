type Path = (from: Float32Array, to: Float32Array, t: number) => Float32Array

/** The point at `t` in [0, 1] on the straight line between two codes. */
export const linear: Path = (from, to, t) => from.map((value, i) => value + t * ((to[i] ?? 0) - value))

/**
 * The point at `t` in [0, 1] on the great arc between two codes, seen from the origin (Shoemake, Animating rotation with
 * quaternion curves, 1985; for latent spaces White, arXiv 1609.04468): the length changes smoothly, so that no code on the
 * way is nearer to the origin than the prior makes likely. Codes that lie in one direction, or in opposite ones, between which
 * there is no one arc, are joined by the straight line.
 */
export const spherical: Path = (from, to, t) => {
  const angle = Math.acos(Math.max(-1, Math.min(1, dot(from, to) / (norm(from) * norm(to)))))
  const sine = Math.sin(angle)
  if (!(sine > 1e-6)) return linear(from, to, t)
  const [a, b] = [Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine]
  return from.map((value, i) => a * value + b * (to[i] ?? 0))
}

/** `count` codes on the way, both ends included, [count, length of a code]. */
export function interpolation(path: Path, from: Float32Array, to: Float32Array, count: number): Float32Array {
  const codes = new Float32Array(count * from.length)
  for (let step = 0; step < count; step++) codes.set(path(from, to, step / (count - 1)), step * from.length)
  return codes
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

const norm = (a: Float32Array) => Math.sqrt(dot(a, a))
