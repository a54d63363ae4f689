import { homedir } from 'node:os'
import { sep } from 'node:path'

/** Within the quotes that messages put around a path, blanks and all. */
const quotedPath = /“[^”]*[\\/]([^”\\/]+)”/g
/** In the quotes that Node puts around one, from a root on: an apostrophe is none. */
const pathInNode = /'(?:[A-Za-z]:)?[\\/][^'“”]*[\\/]([^'“”\\/]+)'/g
/** Before a line of it, as errors in a module have it. */
const pathOfLine = /(?<=\bat )(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^'“”\n]*?[\\/]([^'“”\\/\n]+?:\d+)/g
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
  return shorter.replace(quotedPath, '“$1”').replace(pathInNode, "'$1'").replace(pathOfLine, '$1').replace(barePath, '$1')
}
