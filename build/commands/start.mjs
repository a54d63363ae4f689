import { spawn } from 'node:child_process'
import process from 'node:process'
import { ROOT } from '../setup/context.mjs'
import { ensureSetup } from '../setup/ensure.mjs'
import { runCommandLine } from './command-line.mjs'
import { electronCommand, sandboxAdvice } from './launch.mjs'
import { hasScreen } from './screen.mjs'

/**
 * Everything a fresh clone needs, then the app; without a screen, the main job without a window.
 * @param {string[]} args
 */
export async function start(args) {
  await ensureSetup('start')
  if (!hasScreen(process.env)) {
    process.stdout.write('No screen: training 10 epochs on MNIST and drawing both GIFs without a window instead.\n')
    await runCommandLine(['demo', ...args])
    return
  }
  const advice = sandboxAdvice()
  if (advice !== null) process.stderr.write(`! ${advice}\n`)
  const electron = electronCommand()
  follow(spawn(electron.command, [...electron.args, ROOT, ...args], { stdio: 'inherit', env: electron.env }))
}

/**
 * Ends as the app ends. From a terminal Ctrl-C reaches the app by itself; signals sent to this process alone are passed
 * on.
 * @param {import('node:child_process').ChildProcess} app
 */
function follow(app) {
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY && !process.stderr.isTTY) app.kill('SIGINT')
  })
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => app.kill(signal))
  app.once('error', (error) => {
    process.stderr.write(`✗ the app could not be started: ${error.message}\n`)
    process.exit(1)
  })
  app.once('exit', (code, signal) => {
    if (signal !== null) process.stderr.write(`✗ the app was ended by ${signal}\n`)
    process.exit(code ?? 1)
  })
}
