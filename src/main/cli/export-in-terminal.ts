import { counted } from '../../shared/counted.ts'
import { describeUnseen } from '../../shared/experiment/latent-words.ts'
import type { ExportManager } from '../export/manager.ts'
import type { ExportResult } from '../export/protocol.ts'
import type { Workbench } from '../workbench/workbench.ts'
import { formatBytes, formatDuration } from './format.ts'
import { Interrupts } from './interrupts.ts'
import type { Terminal } from './terminal.ts'

type Unseen = ExportResult['unseen']

type ExportRequest = Parameters<ExportManager['run']>[0]

/** Runs an export, shows how it goes and says where it went; Ctrl-C cancels it. @throws WorkbenchError, `cancelled` too */
export async function exportInTerminal({ exports }: Workbench, terminal: Terminal, request: ExportRequest): Promise<void> {
  const { experimentId, kind } = request
  const cancel = new AbortController()
  const interrupts = new Interrupts({ interrupt: () => cancel.abort(), terminate: () => cancel.abort() })
  try {
    const { path, bytes, unseen, animation } = await exports.run(request, {
      signal: cancel.signal,
      onProgress: (done, total) => terminal.bar(total === 0 ? 1 : done / total, `${kind}  ${done}/${total}`),
    })
    terminal.printJson({ experiment: experimentId, export: kind, path, bytes, ...animationJson(animation), ...unseenJson(unseen) })
    terminal.print(`Wrote ${path} (${formatBytes(bytes)}${animationText(animation)})`)
    const words = unseen === null ? null : describeUnseen(unseen)
    if (unseen === null || words === null) return
    const remedy = unseen.outside > 0 ? `; export scatter ${experimentId} --limits data shows them` : ''
    terminal.print(`Epoch ${unseen.epoch}: ${words}${remedy}`)
  } finally {
    terminal.clearBar()
    interrupts.dispose()
  }
}

/** “, 65 frames of 100 ms, 6.5 s” of a GIF. */
function animationText(animation: ExportResult['animation']): string {
  if (animation === null) return ''
  const { frames, delay } = animation
  return `, ${counted(frames, 'frame')} of ${delay} ms, ${formatDuration((frames * delay) / 1000)}`
}

function animationJson(animation: ExportResult['animation']): object {
  return animation === null ? {} : { frames: animation.frames, delay_ms: animation.delay }
}

/** Only where points are left out, so that what prints other exports stays as it was. */
function unseenJson(unseen: Unseen): object {
  if (unseen === null) return {}
  const { epoch, points, outside, unplaced, labelsUnseen } = unseen
  return { points_outside: { epoch, points, outside, not_finite: unplaced, labels_unseen: labelsUnseen } }
}
