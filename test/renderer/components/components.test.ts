import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import InlineEdit from '../../../src/renderer/components/InlineEdit.svelte'
import Notices from '../../../src/renderer/components/Notices.svelte'
import ProgressBar from '../../../src/renderer/components/ProgressBar.svelte'
import { Notices as NoticeList } from '../../../src/renderer/state/notices.svelte.ts'
import { WorkbenchError } from '../../../src/shared/errors.ts'

describe('a name edited in place', () => {
  it('is given on when it has changed, and only then', async () => {
    const names: string[] = []
    render(InlineEdit, { label: 'Name', value: 'Before', onchange: (name: string) => names.push(name) })
    const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
    for (const text of ['Before', '   ', ' After ']) {
      await fireEvent.input(input, { target: { value: text } })
      await fireEvent.blur(input)
    }
    expect(names).toEqual(['After'])
  })

  it('is taken back by Escape', async () => {
    const names: string[] = []
    render(InlineEdit, { label: 'Name', value: 'Before', onchange: (name: string) => names.push(name) })
    const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' })
    await fireEvent.input(input, { target: { value: 'After' } })
    await fireEvent.keyDown(input, { key: 'Escape' })
    await fireEvent.blur(input)
    expect(input.value).toBe('Before')
    expect(names).toEqual([])
  })
})

describe('a progress bar', () => {
  it('says its share, kept within bounds, and nothing where it cannot be known', async () => {
    const { rerender } = render(ProgressBar, { label: 'Export', value: 0.354 })
    const bar = screen.getByRole('progressbar', { name: 'Export' })
    expect(bar.getAttribute('aria-valuenow')).toBe('35.4')
    await rerender({ value: 7 })
    expect(bar.getAttribute('aria-valuenow')).toBe('100')
    await rerender({ value: null })
    expect(bar.getAttribute('aria-valuenow')).toBeNull()
  })
})

describe('notices', () => {
  it('show what happened, once, and go when dismissed', async () => {
    const notices = new NoticeList({ show: () => undefined, report: () => undefined })
    render(Notices, { notices })
    notices.fail(new WorkbenchError('disk-full', 'The disk is full. Free some space and try again.'))
    notices.fail(new WorkbenchError('disk-full', 'The disk is full. Free some space and try again.'))
    const [alert, second] = await screen.findAllByRole('alert')
    expect(second).toBeUndefined()
    expect(alert?.textContent).toContain('Free some space and try again.')
    await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('carry on with the outcome of an action, and take its error', async () => {
    const notices = new NoticeList({ show: () => undefined, report: () => undefined })
    expect(await notices.attempt(() => Promise.resolve(3))).toBe(3)
    const failing = (): Promise<number> => Promise.reject(new Error('no'))
    expect(await notices.attempt(failing)).toBeUndefined()
    expect(notices.list.map(({ message }) => message)).toEqual(['no'])
  })
})
