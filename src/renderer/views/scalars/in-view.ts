import type { Attachment } from 'svelte/attachments'

/** Somewhat before it is in view, so that scrolling finds it drawn. */
const margin = '160px'

/** Tells whether an element is in view, at once and whenever that changes. */
export function whenInView(tell: (inView: boolean) => void): Attachment<HTMLElement> {
  return (element) => {
    const observer = new IntersectionObserver((entries) => tell(entries.at(-1)?.isIntersecting ?? false), { rootMargin: margin })
    observer.observe(element)
    return () => observer.disconnect()
  }
}
