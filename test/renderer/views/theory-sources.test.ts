import { describe, expect, it } from 'vitest'
import { excerpt, links } from '../../../src/renderer/views/theory/sources.ts'

describe('the sources that formulas point to', () => {
  it.each(Object.values(links))('has $name in $file, whole', (link) => {
    const { firstLine, lines } = excerpt(link)
    expect(firstLine).toBeGreaterThan(0)
    expect(lines.join('\n')).toContain(`function ${link.name}`)
    expect(lines.at(-1)).toBe('}')
    expect(lines.length).toBeLessThan(60)
    const braces = (brace: string) => lines.join('').split(brace).length
    expect(braces('{')).toBe(braces('}'))
  })

  it('shows the comment above, and no indentation of its surroundings', () => {
    const { lines } = excerpt(links.kl)
    expect(lines[0]).toMatch(/^\/\*\* KL/)
    expect(excerpt(links.loss).lines[0]).toMatch(/^function losses/)
  })

  it('says so when a function is gone', () => {
    expect(() => excerpt({ file: links.kl.file, name: 'gone' })).toThrow('no function gone')
    expect(() => excerpt({ file: 'src/main/none.ts', name: 'x' })).toThrow('not among the sources')
  })
})
