const WINDOW_MILLISECONDS = 3000

/** Bytes per second over the last few seconds, so that a resumed transfer does not count what it had before. */
export class Rate {
  constructor() {
    /** @type {{ at: number, bytes: number }[]} */
    this.samples = []
  }

  /** @param {number} bytes the whole count so far @returns {number} bytes per second */
  update(bytes) {
    const at = Date.now()
    this.samples.push({ at, bytes })
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > WINDOW_MILLISECONDS) this.samples.shift()
    const first = this.samples[0]
    return first === undefined || at === first.at ? 0 : ((bytes - first.bytes) / (at - first.at)) * 1000
  }
}
