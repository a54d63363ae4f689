import type { ExportManager } from '../export/manager.ts'
import type { Workbench } from '../workbench/workbench.ts'
import { formatBytes } from './format.ts'
import { Interrupts } from './interrupts.ts'
import type { Terminal } from './terminal.ts'

type ExportRequest = Parameters<ExportManager['run']>[0]

/** Runs an export, shows how it goes and says where it went; Ctrl-C cancels it. @throws WorkbenchError, `cancelled` too */
export async function exportInTerminal({ exports }: Workbench, terminal: Terminal, request: ExportRequest): Promise<void> {
  const { experimentId, kind } = request
  const cancel = new AbortController()
  const interrupts = new Interrupts({ interrupt: () => cancel.abort(), terminate: () => cancel.abort() })
  try {
    const { path, bytes } = await exports.run(request, {
      signal: cancel.signal,
      onProgress: (done, total) => terminal.bar(total === 0 ? 1 : done / total, `${kind}  ${done}/${total}`),
    })
    terminal.printJson({ experiment: experimentId, export: kind, path, bytes })
    terminal.print(`Wrote ${path} (${formatBytes(bytes)})`)
  } finally {
    terminal.clearBar()
    interrupts.dispose()
  }
}
