/** @param {number[]} values */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const below = Math.floor(at)
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below])
}

export const median = (values) => quantile(values, 0.5)

/** Least-squares slope of `values` against their index. */
export function slope(values) {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let covariance = 0
  let variance = 0
  values.forEach((value, i) => {
    covariance += (i - middle) * (value - mean)
    variance += (i - middle) ** 2
  })
  return covariance / variance
}
