import { render } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import Message from '../../src/renderer/components/Message.svelte'
import { isolated } from '../../src/renderer/isolated.ts'

describe('a name within a line', () => {
  it('is set apart where it runs from right to left', () => {
    expect(isolated('שלום 5')).toBe('\u2068שלום 5\u2069')
    expect(isolated('تجربة')).toBe('\u2068تجربة\u2069')
    for (const name of ['Größe', '実験', 'MNIST, β = 0.5', '🧠']) expect(isolated(name)).toBe(name)
  })

  it('is an element of its own in a message', () => {
    const text = 'Imported “שלום 5” as “b”, “c'
    const { container } = render(Message, { text })
    expect(container.textContent).toBe(text)
    expect([...container.querySelectorAll('bdi')].map(({ textContent }) => textContent)).toEqual(['שלום 5', 'b'])
  })
})
