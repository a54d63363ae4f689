import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { workbench as run } from '../../support/workbench-process.ts'
import { OpenedFilesDialog } from '../pages/opened-files-dialog.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { launchArguments, launchEnvironment } from '../support/launch.ts'
import { expect, test } from '../support/test.ts'

/** Trains a small experiment elsewhere and exports it. @returns the file */
async function exportedExperiment(folder: string, name: string): Promise<string> {
  const elsewhere = ['--workspace', join(folder, 'elsewhere')]
  const idx = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 12, train: 600, test: 100 }))
  const json = async (...argv: string[]) => {
    const { code, lines, stderr } = await run(...argv, '--json', ...elsewhere)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return JSON.parse(lines.at(-1) ?? '') as Record<string, string>
  }
  const { dataset } = await json('import-dataset', '--images', idx.images, '--labels', idx.labels, '--name', 'Rows')
  const { experiment } = await json('train', '--dataset', dataset ?? '', '--epochs', '2', '--batch-size', '100', '--name', name)
  const file = join(folder, 'a run.manifold')
  await json('export', 'experiment', experiment ?? '', '--out', file)
  return file
}

test('an experiment opened from the desktop is imported after a question, also by a second start', async ({ start, workspace }) => {
  const file = await exportedExperiment(workspace, 'From a double click')
  const own = join(workspace, 'own')
  const { app, page, expectClean } = await start({ workspace: own, files: [file] })
  const dialog = new OpenedFilesDialog(page)
  const sidebar = new Sidebar(page)
  // The page has been loaded twice by now: the question is still there.
  await expect(dialog.root).toContainText('a run.manifold')
  await expectAccessible(page)
  await dialog.cancel.click()
  await expect(dialog.root).toBeHidden()
  await page.reload()
  await expect(sidebar.root).toBeVisible()
  await expect(dialog.root).toBeHidden()
  await expect(sidebar.run('From a double click')).toHaveCount(0)

  const again = spawn(app.process().spawnfile, [...launchArguments(own), 'a run.manifold'], {
    ...{ cwd: workspace, env: launchEnvironment(), stdio: 'ignore' },
  })
  const code = new Promise((resolve) => again.once('exit', resolve))
  await expect(dialog.root).toContainText('a run.manifold')
  expect(await code).toBe(0)
  await dialog.submit.click()
  await expect(page.getByText('Imported “From a double click”')).toBeVisible()
  await expect(sidebar.run('From a double click').first()).toBeVisible()
  await expectClean()
})

test('a file that is gone is asked for and says so', async ({ start, workspace }) => {
  const { page } = await start({ files: [join(workspace, 'gone.manifold')] })
  const dialog = new OpenedFilesDialog(page)
  await dialog.submit.click()
  await expect(page.getByRole('alert').filter({ hasText: 'gone.manifold' })).toBeVisible()
})
