import { WorkbenchError } from '../../shared/errors.ts'
import type { StepProfile } from '../../shared/experiment/step-profile.ts'
import type { StartInference } from '../inference/protocol.ts'
import { InferenceService } from '../inference/service.ts'
import type { Workbench } from '../workbench/workbench.ts'

interface Request {
  experimentId: string
  steps: number
}

/**
 * Profiles runs in an inference process of its own: clicks in the latent space are answered meanwhile, and its memory is free again
 * after each.
 */
export class Profiler {
  private service: InferenceService | null = null

  constructor(
    private readonly workbench: Pick<Workbench, 'directory' | 'store' | 'training'>,
    private readonly start: StartInference,
  ) {}

  /** @throws WorkbenchError `busy` beside a run in progress: each would take the other's time */
  async profile(request: Request): Promise<StepProfile> {
    // A process takes seconds to start; what is not there can be said without.
    this.workbench.store.experiments.get(request.experimentId)
    if (this.workbench.training.isBusy) {
      throw new WorkbenchError('busy', 'A run is in progress, and its steps and those of the profile would slow each other down. Stop it first, then profile.')
    }
    if (this.service !== null) throw new WorkbenchError('busy', 'A run is being profiled already. Wait until that is done.')
    const service = (this.service = new InferenceService(this.workbench.directory, this.start))
    try {
      return await service.request('inference:profile', request)
    } finally {
      service.close()
      this.service = null
    }
  }

  close(): void {
    this.service?.close()
  }
}
