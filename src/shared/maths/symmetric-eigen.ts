export interface Eigen {
  /** Descending. */
  values: number[]
  /** One for each value, of length 1; the component of the greatest size is positive. */
  vectors: Float64Array[]
}

const sweeps = 64

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations (Golub & Van Loan, Matrix Computations,
 * 8.5): exact to rounding, and quick enough for a few hundred rows.
 * @param matrix row-major, [size, size]
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice()
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  for (let sweep = 0; sweep < sweeps && offDiagonal(a, size) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q)
  }
  return Array.from({ length: size }, (_, i) => ({ value: a[i * size + i] ?? 0, vector: column(v, size, i) }))
    .sort((one, other) => other.value - one.value)
    .reduce<Eigen>(
      (eigen, { value, vector }) => ({ values: [...eigen.values, value], vectors: [...eigen.vectors, vector] }),
      { values: [], vectors: [] },
    )
}

/** The sum of squares beside the diagonal, 0 once it is lost in rounding. */
function offDiagonal(a: Float64Array, size: number): number {
  let [off, all] = [0, 0]
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const square = (a[i * size + j] ?? 0) ** 2
      all += square
      if (i !== j) off += square
    }
  }
  return off > 1e-28 * all ? off : 0
}

/** Makes a[p, q] zero by a rotation in the plane of p and q. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const at = (i: number, j: number) => a[i * size + j] ?? 0
  const apq = at(p, q)
  if (apq === 0) return
  const theta = (at(q, q) - at(p, p)) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  const turn = (m: Float64Array, one: number, other: number) => {
    const [x = 0, y = 0] = [m[one], m[other]]
    m[one] = c * x - s * y
    m[other] = s * x + c * y
  }
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k)
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q)
}

function column(v: Float64Array, size: number, index: number): Float64Array {
  const vector = Float64Array.from({ length: size }, (_, row) => v[row * size + index] ?? 0)
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
  return largest < 0 ? vector.map((value) => -value) : vector
}
