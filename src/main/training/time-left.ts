/** Estimates how long a run still takes, from the median of the epochs it has trained in this session. */
export class TimeLeft {
  private readonly seconds: number[] = []

  epochTook(seconds: number): void {
    this.seconds.push(seconds)
  }

  /** Median seconds of an epoch; null before one has ended. The median, since the first epoch also warms up. */
  get secondsPerEpoch(): number | null {
    const sorted = this.seconds.toSorted((a, b) => a - b)
    const upper = sorted[Math.floor(sorted.length / 2)]
    const lower = sorted[Math.floor((sorted.length - 1) / 2)]
    return upper === undefined || lower === undefined ? null : (lower + upper) / 2
  }

  /**
   * @param epochsLeft epochs to come, the running one included
   * @param fractionDone of the running epoch, [0, 1]
   */
  secondsLeft(epochsLeft: number, fractionDone: number): number | null {
    const perEpoch = this.secondsPerEpoch
    return perEpoch === null ? null : perEpoch * (epochsLeft - fractionDone)
  }
}
