import type { LogEntry } from '../../shared/contract/app.ts'

export type LogLevel = 'all' | LogEntry['level']

/** The entries of one level, or all, in which the text occurs, the newest first. */
export function filterLog(entries: readonly LogEntry[], level: LogLevel, text: string): LogEntry[] {
  const wanted = text.trim().toLowerCase()
  return entries
    .filter((entry) => (level === 'all' || entry.level === level) && entry.message.toLowerCase().includes(wanted))
    .reverse()
}

/** As they are copied: time in UTC, level, message; the further lines of one stand in, so that they pass for no entries. */
export function logText(entries: readonly LogEntry[]): string {
  return entries.map(({ time, level, message }) => `${new Date(time).toISOString()} ${level} ${message.replaceAll('\n', '\n    ')}`).join('\n')
}
