import type { RequestOf } from '../../../shared/contract/contract.ts'
import type { ChosenFile } from '../../../shared/contract/datasets.ts'
import { nameProblem } from '../../../shared/plain-text.ts'

/** An import in the making. The test files come as a pair or not at all. */
export class ImportForm {
  name = $state('')
  images = $state.raw<ChosenFile | null>(null)
  labels = $state.raw<ChosenFile | null>(null)
  testImages = $state.raw<ChosenFile | null>(null)
  testLabels = $state.raw<ChosenFile | null>(null)

  /** None before anything is typed. */
  readonly nameError = $derived(this.name.trim() === '' ? null : nameProblem(this.name))
  /** What to ask for; null while something is missing. */
  readonly request = $derived(this.#request())

  /**
   * Puts files where their names say they belong, as MNIST and its kin are named: “labels” or idx1 against images, “test” or
   * t10k against training. The data set's name is left to the user.
   */
  take(files: readonly ChosenFile[]): void {
    for (const file of files) {
      const name = file.fileName.toLowerCase()
      const test = /t10k|test|valid/.test(name)
      const labels = /label|idx1/.test(name)
      if (test && labels) this.testLabels = file
      else if (test) this.testImages = file
      else if (labels) this.labels = file
      else this.images = file
    }
  }

  #request(): RequestOf<'datasets:import'> | null {
    const { images, labels, testImages, testLabels } = this
    if (nameProblem(this.name) !== null || images === null || labels === null || (testImages === null) !== (testLabels === null)) return null
    const test =
      testImages === null || testLabels === null ? null : { images: testImages.handle, labels: testLabels.handle }
    return { name: this.name.trim(), images: images.handle, labels: labels.handle, test }
  }
}
