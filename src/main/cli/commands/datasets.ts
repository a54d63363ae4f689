import { WorkbenchError } from '../../../shared/errors.ts'
import { classesOf, type DatasetSummary } from '../../../shared/experiment/dataset-summary.ts'
import { imageSize } from '../../../shared/experiment/image-size.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { parseName } from '../options.ts'
import { formatTable, type Column } from '../table.ts'
import { counted } from '../../../shared/counted.ts'

export interface ImportOptions {
  images: string
  labels: string
  testImages?: string
  testLabels?: string
  name: string
}

const columns: readonly Column<DatasetSummary>[] = [
  { title: 'ID', cell: ({ id }) => id },
  { title: 'WIDTH × HEIGHT', cell: imageSize, align: 'right' },
  { title: 'TRAIN', cell: ({ trainCount }) => String(trainCount), align: 'right' },
  { title: 'TEST', cell: ({ testCount }) => String(testCount), align: 'right' },
  { title: 'CLASSES', cell: (dataset) => String(classesOf(dataset).length), align: 'right' },
  { title: 'SHA-256', cell: ({ sha256 }) => sha256.slice(0, 12) },
  { title: 'NAME', cell: ({ name }) => name },
]

/** What `--dataset` can name. */
export function listDatasets(context: CommandContext): Promise<number> {
  return context.looking(({ datasets }) => {
    const all = datasets.list()
    for (const dataset of all) context.terminal.printJson(datasetJson(dataset))
    formatTable(columns, all).forEach((line) => context.terminal.print(line))
    return exitCodes.done
  })
}

/** Copies IDX files into the workspace as a data set. */
export function importDataset(context: CommandContext, options: ImportOptions): Promise<number> {
  const { images, labels, testImages, testLabels } = options
  if ((testImages === undefined) !== (testLabels === undefined)) {
    throw new WorkbenchError('usage', '--test-images and --test-labels belong together. Give both or neither.')
  }
  const test =
    testImages === undefined || testLabels === undefined
      ? null
      : { images: context.path(testImages), labels: context.path(testLabels) }
  const name = parseName(options.name)
  return context.withWorkbench(({ datasets }) => {
    const dataset = datasets.import({ name, images: context.path(images), labels: context.path(labels), test })
    const { id, trainCount, testCount } = dataset
    context.terminal.printJson(datasetJson(dataset))
    context.terminal.print(`Imported “${name}”: ${trainCount} training and ${counted(testCount, 'test image')} of ${imageSize(dataset)} pixels`)
    context.terminal.print(`Train on it with: train --dataset ${id}`)
    return exitCodes.done
  })
}

function datasetJson({ id, name, source, height, width, trainCount, testCount, ...rest }: DatasetSummary): object {
  return {
    ...{ dataset: id, name, source, height, width, train: trainCount, test: testCount },
    ...{ train_classes: countsByLabel(rest.trainClassCounts), test_classes: countsByLabel(rest.testClassCounts) },
    sha256: rest.sha256,
  }
}

/** Images of each label that has any. @param counts index = label */
function countsByLabel(counts: readonly number[]): Record<string, number> {
  return Object.fromEntries(counts.flatMap((count, label) => (count > 0 ? [[String(label), count]] : [])))
}
