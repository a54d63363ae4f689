import type { Normal } from '../../../shared/maths/normal-distribution.ts'

export interface NormalLimits {
  /** The mean stays within ± this. */
  mean: number
  deviation: readonly [least: number, most: number]
}

/** A normal distribution that is moved by sliders and by the handles of its picture. */
export class DraggedNormal {
  mean = $state(0)
  deviation = $state(1)

  constructor(
    start: Normal,
    readonly limits: NormalLimits,
  ) {
    this.set(start)
  }

  get normal(): Normal {
    return { mean: this.mean, deviation: this.deviation }
  }

  set({ mean, deviation }: Normal): void {
    this.moveMean(mean)
    this.moveDeviation(deviation)
  }

  moveMean(mean: number): void {
    this.mean = Math.max(-this.limits.mean, Math.min(this.limits.mean, mean))
  }

  moveDeviation(deviation: number): void {
    const [least, most] = this.limits.deviation
    this.deviation = Math.max(least, Math.min(most, deviation))
  }

  /** μ, and one σ beside it. */
  get handles(): { name: string; at: number; onmove: (value: number) => void }[] {
    return [
      { name: 'μ', at: this.mean, onmove: (value) => this.moveMean(value) },
      { name: 'σ', at: this.mean + this.deviation, onmove: (value) => this.moveDeviation(Math.abs(value - this.mean)) },
    ]
  }
}
