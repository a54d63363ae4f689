import { cpus, release, totalmem, type } from 'node:os'

export function describeMachine() {
  const [cpu] = cpus()
  return {
    cpu: cpu.model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
  }
}
