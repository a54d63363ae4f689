/** Numbers that only ever come at the end, one at a time while a run trains: room is made in powers of two. */
export class GrowingColumn {
  #values = new Float64Array(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** A view of all values; it stays as it is when values are added later. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#length)
  }

  /** Puts values from a place on that is not beyond the end; what was there and after it is replaced. */
  put(at: number, values: ArrayLike<number>): void {
    if (at > this.#length) throw new RangeError(`There is a gap between ${this.#length} and ${at}.`)
    const length = at + values.length
    // What was handed out as a view must not change.
    if (length > this.#values.length || at < this.#length) {
      const grown = new Float64Array(Math.max(values.length === 1 ? 2 ** Math.ceil(Math.log2(length + 1)) : length, length))
      grown.set(this.#values.subarray(0, at))
      this.#values = grown
    }
    this.#values.set(values, at)
    this.#length = length
  }
}
