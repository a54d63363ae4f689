import { counted } from '../shared/counted.ts'

const grouped = new Intl.NumberFormat('en-US')

/** 60000 → “60,000”. */
export function formatCount(count: number): string {
  return grouped.format(count)
}

/** “1 epoch”, “60,000 images”. @param many the noun of several, where it is not the noun with an s */
export function formatCounted(count: number, one: string, many?: string): string {
  return counted(count, one, { write: formatCount, ...(many === undefined ? {} : { many }) })
}

/** A loss in the tutorial's unit: 0.0978. Four digits after the point, as the tutorial's own log. */
export function formatLoss(loss: number): string {
  return Number.isFinite(loss) ? loss.toFixed(4) : String(loss)
}

/** The same loss per image: 153.4 nats. */
export function formatNats(nats: number): string {
  return Number.isFinite(nats) ? nats.toFixed(1) : String(nats)
}

/** 1e-4 → “1e-4”; 0.05 → “0.05”. */
export function formatRate(rate: number): string {
  if (rate === 0) return '0'
  return rate < 1e-2 ? Number(rate.toPrecision(4)).toExponential().replace('+', '') : String(Number(rate.toPrecision(4)))
}

/** 0.84 → “0.84 s”, 95 → “1 min 35 s”, 7500 → “2 h 05 min”. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 10) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** What is left of a run, no more precisely than it can be known. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds left'
  return `${seconds < 60 ? `${Math.ceil(seconds / 5) * 5} s` : formatDuration(seconds)} left`
}

/** 1234567 → “1.2 MB”. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? String(value) : value.toFixed(1)} ${units[unit] ?? ''}`
}
