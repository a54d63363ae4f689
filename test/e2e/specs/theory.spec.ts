import { TheoryPage } from '../pages/theory-page.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/test.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the theory can be read and played with: ${colorScheme}`, async ({ start }) => {
    const workbench = await start({ colorScheme })
    const theory = new TheoryPage(workbench.page)
    await theory.open()
    await expect(theory.main.locator('.katex-display')).not.toHaveCount(0)
    await expectAccessible(workbench.page)

    // A probe in the plane, by the mouse and the keys, and its image on the ring.
    await theory.movePointTo(theory.probe, theory.plane, { x: 0.5, y: 0.5 })
    const dragged = await theory.probeAndImage()
    expect(dragged[0]).toBeLessThan(0)
    await theory.probe.press('Shift+ArrowRight')
    await expect.poll(async () => (await theory.probeAndImage())[0] - dragged[0]).toBeCloseTo(1, 1)
    const [z0, z1, x0, x1] = await theory.probeAndImage()
    const length = Math.hypot(z0, z1)
    expect([x0 - z0 / length - z0 / 10, x1 - z1 / length - z1 / 10].every((error) => Math.abs(error) < 0.03)).toBe(true)

    // Every picture reads as a table too.
    await theory.main.getByRole('button', { name: 'Show as a table' }).first().click()
    await expect(theory.main.getByRole('table').getByRole('row')).toHaveCount(151)
    for (let left = 5; left > 0; left--) await theory.main.getByRole('button', { name: 'Show as a table' }).first().click()
    await expect(theory.main.getByRole('table')).toHaveCount(6)
    await expect(theory.main.getByRole('table').nth(2).getByRole('row').filter({ hasText: /^1\.50/ })).toContainText('0.798')
    await expectAccessible(workbench.page)
    for (let left = 6; left > 0; left--) await theory.main.getByRole('button', { name: 'Show the picture' }).first().click()

    const trick = theory.chapter('The reparametrisation trick')
    const mean = trick.getByRole('slider', { name: 'Mean of z' })
    await expect(mean).toHaveAttribute('aria-valuenow', '1')
    await theory.dragBy(trick, 'μ', -60)
    await expect.poll(async () => Number(await mean.getAttribute('aria-valuenow'))).toBeLessThan(0.5)
    await theory.chapterLink('How to read the manifold').click()
    await expect(theory.chapterLink('How to read the manifold')).toHaveAttribute('aria-current', 'location')

    // At μ = 1.5 and σ = 0.5: ½ (2.25 + 0.25 − 1 − 2 ln ½).
    await expect.poll(() => theory.number('kl-closed')).toBeCloseTo(1.4431, 4)
    await theory.press('Mean', 'ArrowLeft', 30)
    await expect.poll(() => theory.number('kl-closed')).toBeCloseTo(0.3181, 4)
    expect(Math.abs((await theory.number('kl-sampled')) - 0.3181)).toBeLessThan(0.15)

    const before = await theory.number('elbo')
    await theory.main.getByRole('button', { name: 'Maximise the ELBO' }).click()
    await expect.poll(() => theory.number('gap')).toBeLessThan(0.002)
    expect(await theory.number('elbo')).toBeGreaterThan(before)
    await theory.main.getByRole('radio', { name: 'f(z) = z² − ½' }).click()
    await theory.main.getByRole('button', { name: 'Maximise the ELBO' }).click()
    await expect.poll(() => theory.number('gap')).toBeGreaterThan(0.3)

    await theory.chapter('What a code costs: the KL divergence').getByRole('button', { name: 'klDivergence' }).click()
    const dialog = workbench.page.getByRole('dialog', { name: 'klDivergence' })
    await expect(dialog).toContainText('tf.scalar(-0.5)')
    await expectAccessible(workbench.page)
    await workbench.page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await workbench.expectClean()
  })
}
