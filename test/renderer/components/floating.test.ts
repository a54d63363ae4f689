import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import Dialog from '../../../src/renderer/components/Dialog.svelte'
import Menu from '../../../src/renderer/components/Menu.svelte'
import type { MenuEntry } from '../../../src/renderer/components/menu-items.ts'
import Popover from '../../../src/renderer/components/Popover.svelte'
import InContext from './support/InContext.svelte'
import { text } from './support/text.ts'
import Tooltipped from './support/Tooltipped.svelte'

function items(done: string[]): MenuEntry[] {
  return [
    { label: 'Rename', detail: 'F2', action: () => done.push(`rename, focus on ${document.activeElement?.textContent ?? ''}`) },
    'separator',
    { label: 'Hide', checked: true, action: () => done.push('hide') },
    { label: 'Delete…', danger: true, disabled: true, action: () => done.push('delete') },
  ]
}

describe('a menu', () => {
  it('opens, names what it offers, and acts once the focus is back on its button', async () => {
    const done: string[] = []
    render(Menu, { label: 'More', button: text('More'), items: items(done) })
    await fireEvent.keyDown(screen.getByRole('button', { name: 'More' }), { key: 'Enter' })
    expect(await screen.findByRole('menu', { name: 'More' })).toBeTruthy()
    expect(screen.getByRole('menuitemcheckbox', { name: 'Hide' }).getAttribute('aria-checked')).toBe('true')
    expect(screen.getByRole('menuitem', { name: 'Delete…' }).getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Delete…' }))
    expect(done).toEqual([])
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Rename F2' }))
    await waitFor(() => expect(done).toEqual(['rename, focus on More']))
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

describe('a context menu', () => {
  it('opens where it is asked for and closes by Escape', async () => {
    const done: string[] = []
    render(InContext, { items: items(done) })
    await fireEvent.contextMenu(screen.getByRole('button', { name: 'Run' }))
    expect(await screen.findByRole('menu', { name: 'Actions' })).toBeTruthy()
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(done).toEqual([])
  })
})

describe('a popover', () => {
  it('opens from its button and closes by Escape', async () => {
    render(Popover, { label: 'Smoothing', button: text('Smoothing'), children: text('Debiased') })
    const button = screen.getByRole('button', { name: 'Smoothing' })
    await fireEvent.click(button)
    expect((await screen.findByRole('dialog', { name: 'Smoothing' })).textContent).toContain('Debiased')
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('a dialog', () => {
  it('has its title for a name and closes by Escape', async () => {
    let closed = 0
    render(Dialog, { title: 'Delete the run?', onclose: () => closed++, children: text('For good.') })
    expect((await screen.findByRole('dialog', { name: 'Delete the run?' })).textContent).toContain('For good.')
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(closed).toBe(1))
  })
})

describe('a tooltip', () => {
  it('says what a button does and which keys do the same, once the pointer rests', async () => {
    render(Tooltipped)
    const button = screen.getByRole('button', { name: 'New experiment' })
    await fireEvent.pointerMove(button, { pointerType: 'mouse' })
    const tooltip = await screen.findByText('Ctrl+N', {}, { timeout: 3000 })
    expect(tooltip.parentElement?.textContent).toContain('New experiment')
    await waitFor(() => expect(button.getAttribute('aria-describedby')).toBe(tooltip.parentElement?.id))
  })
})
