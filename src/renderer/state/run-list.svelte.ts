import { arrangeRuns, matcher, type RunOrder, type RunRow } from './arrange-runs.ts'
import type { Experiments } from './experiments.svelte.ts'

/** The list of runs as the side bar shows it: what is filtered and sorted by, and which row the keyboard is on. */
export class RunList {
  text = $state('')
  regex = $state(false)
  order = $state.raw<RunOrder>('newest')
  /** The run whose name is edited in its row. */
  renaming = $state.raw<string | null>(null)
  /** The run that the arrow keys have reached. */
  #focused = $state.raw<string | null>(null)

  readonly #matches = $derived(matcher({ text: this.text, regex: this.regex }))
  /** Whether the text cannot be read as a regular expression. */
  readonly invalid = $derived(this.#matches === null)
  readonly rows: readonly RunRow[] = $derived.by(() => arrangeRuns(this.experiments.list, this.#matches ?? (() => true), this.order))
  readonly filtered = $derived(this.text.trim() !== '')

  constructor(private readonly experiments: Experiments) {}

  /** Whether charts show all, none or some of the runs in the list. */
  readonly shown = $derived.by<'all' | 'none' | 'some'>(() => {
    const count = this.rows.filter(({ experiment }) => !experiment.hidden).length
    return count === this.rows.length ? 'all' : count === 0 ? 'none' : 'some'
  })

  /** Shows all runs in the list, or hides them if all are shown. */
  async toggleAll(): Promise<void> {
    await this.experiments.setShown(
      this.rows.map(({ experiment }) => experiment.id),
      this.shown !== 'all',
    )
  }

  /** Index of the row that the Tab key reaches: the one the arrows are on, else the selected run's, else the first. */
  tabStop(selected: string | null): number {
    const at = (id: string | null) => this.rows.findIndex(({ experiment }) => experiment.id === id)
    const focused = at(this.#focused)
    return focused >= 0 ? focused : Math.max(0, at(selected))
  }

  /** @returns the row's index, within the list; −1 where the list is empty */
  focus(index: number): number {
    const within = Math.max(0, Math.min(index, this.rows.length - 1))
    this.#focused = this.rows[within]?.experiment.id ?? null
    return this.#focused === null ? -1 : within
  }
}
