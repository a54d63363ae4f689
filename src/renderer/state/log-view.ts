import type { LogEntry } from '../../shared/contract/app.ts'

export type LogLevel = 'all' | LogEntry['level']

/** The entries of one level, or all, in which the text occurs, the newest first. */
export function filterLog(entries: readonly LogEntry[], level: LogLevel, text: string): LogEntry[] {
  const wanted = text.trim().toLowerCase()
  return entries
    .filter((entry) => (level === 'all' || entry.level === level) && entry.message.toLowerCase().includes(wanted))
    .reverse()
}

/** A line an entry, as they are copied: time in UTC, level, message. */
export function logText(entries: readonly LogEntry[]): string {
  return entries.map(({ time, level, message }) => `${new Date(time).toISOString()} ${level} ${message}`).join('\n')
}
