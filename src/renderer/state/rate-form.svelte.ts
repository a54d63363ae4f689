import { learningRateSchema } from '../../shared/experiment/configuration.ts'
import { numberSentence, parseNumber } from '../../shared/numbers.ts'
import { formatRate } from '../format.ts'

/** A learning rate in the making. */
export class RateForm {
  text = $state('')
  readonly #parsed = $derived(learningRateSchema.safeParse(parseNumber('decimal', this.text)))
  /** null while the text is no learning rate. */
  readonly rate = $derived(this.#parsed.success ? this.#parsed.data : null)
  readonly error = $derived(this.rate === null ? numberSentence({ kind: 'decimal', example: 0.0001, least: 1e-8, most: 1 }) : null)

  constructor(rate: number) {
    this.text = formatRate(rate)
  }

  /** Multiplies what stands there, as far as a rate may go. */
  scale(factor: number): void {
    if (this.rate !== null) this.text = formatRate(Math.min(1, Math.max(1e-8, this.rate * factor)))
  }
}
