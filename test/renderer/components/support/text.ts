import { createRawSnippet, type Snippet } from 'svelte'

/** A snippet that shows a text, for components that take one. */
export function text(content: string): Snippet {
  return createRawSnippet(() => ({ render: () => `<span>${content}</span>` }))
}
