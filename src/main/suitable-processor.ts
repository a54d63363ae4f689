import { WorkbenchError } from '../shared/errors.ts'
import { unsuitableProcessor } from './tensorflow/processor.ts'

/** To be asked before anything loads TensorFlow. @throws WorkbenchError `unsuitable-processor` where it cannot run */
export function refuseUnsuitableProcessor(): void {
  const reason = unsuitableProcessor()
  if (reason !== null) throw new WorkbenchError('unsuitable-processor', reason)
}
