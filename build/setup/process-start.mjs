import { readFileSync } from 'node:fs'

/**
 * When a process began, in the kernel's own count: a process id alone may have been given to another process since.
 * @param {number} pid
 * @returns {string | null} null where it cannot be known (no /proc)
 */
export function processStart(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name is in parentheses and may hold blanks; start time is the 22nd field, the 20th after the name.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
