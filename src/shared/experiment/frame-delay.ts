/**
 * How long a file shows each frame, in milliseconds: GIF tells it in hundredths of a second, videos take any whole number.
 * @param interval what was asked for, in milliseconds
 */
export function frameDelay(format: string, interval: number): number {
  return format === 'gif' ? Math.round(interval / 10) * 10 : interval
}
