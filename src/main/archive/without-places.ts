import { homedir } from 'node:os'
import { sep } from 'node:path'

/** Within the quotes that messages put around a path, blanks and all. */
const quotedPath = /“[^”]*[\\/]([^”\\/]+)”/g
/** From a root on, also of an address of a file; up to what stands behind a path in messages of Node's. */
const barePath = /(?<=^|[\s“"'`(=])(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^\s“”"'`<>|]*[\\/]([^\s“”"'`<>|\\/]+)/g

/**
 * A message without the folders of the machine that it arose on: of each path its last part is left. A home folder has its owner's name,
 * and the rest is nobody's business to whom an experiment is given.
 * @param workspace absolute
 */
export function withoutPlaces(message: string, workspace: string): string {
  // With blanks in them, they would end where nobody expects it.
  const known = [workspace, process.cwd(), homedir()].filter((folder) => folder.length > 1)
  const shorter = known.reduce((text, folder) => text.replaceAll(folder + sep, ''), message)
  return shorter.replace(quotedPath, '“$1”').replace(barePath, '$1')
}
