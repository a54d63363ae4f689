import type { WorkbenchApi } from '../shared/contract/contract.ts'

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly workbench: WorkbenchApi
  }
}
