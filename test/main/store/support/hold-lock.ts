import { WorkspaceLock } from '../../../../src/main/store/workspace-lock.ts'

/** Takes the workspace's lock, says whether it got it, and keeps it until it is killed. */
export function main(workspace: string): void {
  const lock = WorkspaceLock.acquire(workspace)
  process.stdout.write(lock === null ? 'refused\n' : 'held\n')
  setInterval(() => lock, 1000)
}
