import { describe, expect, it } from 'vitest'
import { ImportForm } from '../../../src/renderer/views/data/import-form.svelte.ts'

const file = (handle: string) => ({ handle, fileName: `${handle}.gz`, size: 1 })

describe('the form of an import', () => {
  it('asks for nothing until it has a name, images and labels', () => {
    const form = new ImportForm()
    expect(form.request).toBeNull()
    form.images = file('i')
    form.labels = file('l')
    expect(form.request).toBeNull()
    form.name = ' Fashion '
    expect(form.request).toEqual({ name: 'Fashion', images: 'i', labels: 'l', test: null })
  })

  it('takes the test files as a pair only', () => {
    const form = new ImportForm()
    form.name = 'Fashion'
    form.images = file('i')
    form.labels = file('l')
    form.testImages = file('ti')
    expect(form.request).toBeNull()
    form.testLabels = file('tl')
    expect(form.request?.test).toEqual({ images: 'ti', labels: 'tl' })
  })
})
