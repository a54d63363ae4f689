import { basename } from 'node:path'
import type { fileRequests } from '../../../shared/contract/files.ts'
import { printable } from '../../../shared/plain-text.ts'
import { writeFileAtomically } from '../../export/atomic-output.ts'
import { checkFileDestination } from '../../export/destination.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function fileHandlers({ workbench, dialogs }: HandlerServices): HandlersOf<typeof fileRequests> {
  return {
    'files:save': async ({ name, extension, data }) => {
      const path = await dialogs.chooseSavePlace(`${name}.${extension}`)
      if (path === null) return null
      await checkFileDestination(path, [`.${extension}`], workbench.directory)
      await writeFileAtomically(path, (file) => file.writeFile(data))
      return printable(basename(path))
    },
  }
}
