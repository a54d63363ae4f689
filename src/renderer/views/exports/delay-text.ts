import { counted } from '../../../shared/counted.ts'

/** Browsers play a GIF with shorter delays slowly, as if it had none. */
const leastInBrowsers = 20

/** What an interval comes to: “10 frames a second”, and how it is written where a GIF has to round it. */
export function delayText({ format, delay, options }: { format: string; delay: number; options: { interval: number } }): string {
  const rate = `${counted(Number((1000 / delay).toFixed(1)), 'frame')} a second`
  if (delay !== options.interval) return `${rate}. Written as ${delay} ms, not ${options.interval}: GIFs count hundredths of a second.`
  return format === 'gif' && delay === leastInBrowsers ? `${rate}, the most that browsers play` : rate
}
