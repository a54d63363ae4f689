import { readFile } from 'node:fs/promises'
import { must } from './report.mjs'

/** @typedef {import('./machine-user.mjs').User} User */

/** @param {User} root @returns {Promise<{ level: string, message: string }[]>} what the window wrote down */
export async function logOf(root) {
  const lines = (await readFile(root.home('.local/share/manifold-workbench/workbench.log'), 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

/** The log has no error. @param {User} root */
export async function logIsClean(root) {
  const lines = await logOf(root)
  const errors = lines.filter(({ level }) => level !== 'info')
  must(errors.length === 0, errors.map(({ message }) => message).join('; '))
  return `${lines.length} lines, no warning, no error`
}
