/** Keeps what was used lately, at most `capacity` of it, and makes what it does not have. */
export class RecentlyUsed<Value> {
  private readonly kept = new Map<string, Value>()

  /** @param release hears of what has to go */
  constructor(
    private readonly capacity: number,
    private readonly release: (value: Value) => void = () => undefined,
  ) {}

  get(key: string, make: () => Value): Value {
    const value = this.kept.get(key) ?? make()
    // A map keeps its entries in the order they came: the oldest use is the first.
    this.kept.delete(key)
    this.kept.set(key, value)
    for (const [oldest, old] of this.kept) {
      if (this.kept.size <= this.capacity) break
      this.kept.delete(oldest)
      this.release(old)
    }
    return value
  }
}
