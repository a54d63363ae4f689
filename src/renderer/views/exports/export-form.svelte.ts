import { exportFormats, videoFormats, type ExportFormat, type ExportKind, type VideoFormat } from '../../../shared/contract/exports.ts'
import {
  chosenEpochs,
  completeExportOptions,
  figureKinds,
  type ExportOptions,
  type FigureKind,
} from '../../../shared/experiment/export-options.ts'
import { frameDelay } from '../../../shared/experiment/frame-delay.ts'
import { numberSentence, parseNumber } from '../../../shared/numbers.ts'

export function isFigure(kind: ExportKind): kind is FigureKind {
  return figureKinds.some((each) => each === kind)
}

export function isVideo(format: ExportFormat): format is VideoFormat {
  return videoFormats.some((each) => each === format)
}

const intervals = { kind: 'whole', example: 100, least: 20, most: 10_000 } as const
const steps = { kind: 'whole', example: 2, least: 1, most: 1000 } as const

/** What the page asks for: which export, as what, and how. Each kind remembers its own options. */
export class ExportForm {
  kind = $state<ExportKind>('manifold')
  #formats = $state<Partial<Record<ExportKind, ExportFormat>>>({})
  #options = $state<Partial<Record<ExportKind, ExportOptions>>>({})
  intervalText = $state('100')
  everyText = $state('1')

  readonly format = $derived<ExportFormat>(this.#formats[this.kind] ?? exportFormats[this.kind][0])
  readonly options = $derived<ExportOptions>(this.#options[this.kind] ?? completeExportOptions(this.kind))
  /** Several epochs, one after the other. */
  readonly animated = $derived(isFigure(this.kind) && this.format !== 'png')
  readonly intervalError = $derived(within(intervals, this.intervalText) === null ? numberSentence(intervals) : null)
  /** Milliseconds that the file will show each frame. */
  readonly delay = $derived(frameDelay(this.format, this.options.interval))
  readonly everyError = $derived(within(steps, this.everyText) === null ? numberSentence(steps) : null)
  readonly valid = $derived(!this.animated || (this.intervalError === null && this.everyError === null))

  /** The options of the file that has an epoch's frame: a picture has no other. */
  optionsAt(epoch: number): ExportOptions {
    const options = $state.snapshot(this.options)
    return this.animated ? options : { ...options, from: epoch, to: epoch }
  }

  choose(kind: ExportKind): void {
    this.kind = kind
    this.intervalText = String(this.options.interval)
    this.everyText = String(this.options.every)
  }

  setFormat(format: ExportFormat): void {
    this.#formats[this.kind] = format
    // A picture may be four times as large as a film is ever wanted.
    if (format !== 'png' && this.options.scale > 2) this.set({ scale: 1 })
    if (format === 'png' && this.options.scale < 1) this.set({ scale: 1 })
  }

  set(change: Partial<ExportOptions>): void {
    this.#options[this.kind] = { ...this.options, ...change }
  }

  setInterval(text: string): void {
    this.intervalText = text
    const interval = within(intervals, text)
    if (interval !== null) this.set({ interval })
  }

  setEvery(text: string): void {
    this.everyText = text
    const every = within(steps, text)
    if (every !== null) this.set({ every })
  }

  /** The epochs of the snapshots that it takes of these. @param all ascending */
  epochs(all: readonly number[]): number[] {
    if (this.animated) return chosenEpochs(all, this.options)
    const { to } = this.options
    const shown = all.findLast((epoch) => to === null || epoch <= to)
    return shown === undefined ? [] : [shown]
  }
}

function within({ kind, least, most }: typeof intervals | typeof steps, text: string): number | null {
  const number = parseNumber(kind, text)
  return number !== null && number >= least && number <= most ? number : null
}
