import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** Fails if axe finds anything serious or critical in what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Electron has no way to open the blank page that axe's default mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  expect(found).toEqual([])
}
