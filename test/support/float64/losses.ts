import { map, type Matrix } from './matrix.ts'

const total = ({ data }: Matrix) => data.reduce((sum, value) => sum + value, 0)

/** Σ of the binary cross-entropy between targets and sigmoid(logits), in nats: softplus(l) − t · l; and its gradient. */
export function sigmoidCrossEntropy(logits: Matrix, targets: Matrix): { value: number; gradient: Matrix } {
  return {
    value: total(map(logits, (logit, target) => Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - target * logit, targets)),
    gradient: map(logits, (logit, target) => 1 / (1 + Math.exp(-logit)) - target, targets),
  }
}

/** Σ KL[N(mean, exp(logVar)) ‖ N(0, 1)] = −½ Σ (1 + logVar − mean² − exp(logVar)), and its gradients. */
export function normalDivergence(mean: Matrix, logVar: Matrix): { value: number; byMean: Matrix; byLogVar: Matrix } {
  return {
    value: -0.5 * total(map(mean, (m, v) => 1 + v - m * m - Math.exp(v), logVar)),
    byMean: mean,
    byLogVar: map(logVar, (v) => 0.5 * (Math.exp(v) - 1)),
  }
}
