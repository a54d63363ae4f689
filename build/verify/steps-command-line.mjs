import { writeFile } from 'node:fs/promises'
import { readGif } from './gif.mjs'
import { must } from './report.mjs'
import { NAME } from './steps-install.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./machine-user.mjs').User} User */

/** The installed command, by the user, with no display and no network. @param {User} root @param {string[]} argv */
async function workbench(root, ...argv) {
  const ended = await root.run([NAME, ...argv])
  must(ended.code === 0, `${argv.join(' ')} ended with ${ended.code}: ${ended.stderr}`)
  return ended
}

/** @param {User} root @param {string[]} options @returns {Promise<Record<string, unknown>[]>} the experiments */
export async function experiments(root, ...options) {
  const { stdout } = await workbench(root, ...options, '--json', 'list')
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line))
}

/** @param {CleanRoot} root @param {string} version */
export async function tellsVersion(root, version) {
  const startedAt = performance.now()
  const { stdout, stderr } = await workbench(root, '--version')
  must(stdout === `${version}\n` && stderr === '', `it says “${stdout}” “${stderr}”`)
  return `${version} in ${(performance.now() - startedAt).toFixed(0)} ms, nothing else said`
}

/** @param {CleanRoot} root */
export async function exitCodes(root) {
  /** @type {[string[], number, RegExp][]} */
  const cases = [
    [['trian'], 2, /unknown command 'trian' \(Did you mean train\?\)/],
    [['list', '--no-sandbox'], 2, /unknown option '--no-sandbox'/],
    [['--', 'trian'], 2, /unknown command 'trian'/],
    [['--', '--version'], 2, /unknown command '--version'/],
    [['--workspace'], 2, /option '--workspace <dir>' argument missing/],
    [['a run.manifold', '--workspace'], 2, /option '--workspace <dir>' argument missing/],
    [['show', 'nothere'], 1, /^error: /],
    [[], 1, /^error: There is no display for a window/],
    [['a run.MANIFOLD'], 1, /^error: There is no display for a window/],
  ]
  for (const [argv, code, said] of cases) {
    const ended = await root.run([NAME, ...argv])
    must(ended.code === code && ended.stdout === '' && said.test(ended.stderr), `${argv.join(' ')}: ${ended.code} ${ended.stdout}${ended.stderr}`)
  }
  return 'wrong usage 2, failure 1, a window without a display 1; behind a command --no-sandbox is an unknown option'
}

/** The command line runs as root too, as on servers; the window does not. @param {CleanRoot} root */
export async function knowsRoot(root) {
  const say = (/** @type {string} */ argv) => root.asRoot(['sh', '-c', `XDG_DATA_HOME=/tmp/of-root ${NAME} ${argv} 2>&1; echo "exit code $?"; rm -rf /tmp/of-root`])
  const [listed, opened] = [await say('list'), await say('')]
  must(listed.includes('exit code 0'), listed)
  must(/does not open as root/.test(opened) && opened.includes('exit code 1'), opened)
  return `list: ${listed.split('\n')[0] ?? ''}; the window: ${opened.split('\n')[0] ?? ''}`
}

/** Fuses: neither Node nor its options come through the binary. @param {CleanRoot} root */
export async function noNode(root) {
  await writeFile(root.home('probe.mjs'), "process.stdout.write('probe ran\\n')\n")
  for (const [variable, argv] of /** @type {[string, string[]][]} */ ([
    ['ELECTRON_RUN_AS_NODE=1', ['probe.mjs', '--version']],
    ['NODE_OPTIONS=--import=./probe.mjs', ['--version']],
  ])) {
    const { stdout } = await root.run(['env', variable, `/usr/lib/${NAME}/${NAME}`, '--ozone-platform=headless', '--', ...argv])
    must(!stdout.includes('probe ran'), `${variable} is heeded`)
  }
  return 'ELECTRON_RUN_AS_NODE and NODE_OPTIONS are ignored'
}

/** Trains, and stops by Ctrl-C after the first epoch, with a callback from outside of the archive. @param {CleanRoot} root @param {number} epochs */
export async function trains(root, epochs) {
  await writeFile(root.home('callback.mjs'), 'export const onEpochEnd = (epoch) => console.error(`callback ${epoch}`)\n')
  const argv = [NAME, 'train', '--epochs', String(epochs), '--name', 'Verified', '--callback', 'callback.mjs']
  const { code, stdout, stderr } = await root.run(argv, { onLine: (line, child) => void (/^epoch 0 /.test(line) && child.kill('SIGINT')) })
  must(code === 130, `interrupted it ended with ${code}: ${stderr}`)
  must(/^callback 0$/m.test(stderr), `the callback was not called: ${stderr}`)
  const [run] = await experiments(root)
  must(run?.status === 'stopped' && Number(run.epochs) >= 1, JSON.stringify(run))
  return `${stdout.split('\n').find((line) => line.startsWith('epoch 0')) ?? ''}; Ctrl-C ends it with 130 and keeps it; the callback ran`
}

/** Both GIFs of the one run, read back. @param {CleanRoot} root @param {string} id @param {number} frames least */
export async function exportsGifs(root, id, frames) {
  const seen = []
  for (const [kind, file] of /** @type {const} */ ([['manifold', 'manifold.gif'], ['scatter', 'z_distr.gif']])) {
    await workbench(root, 'export', kind, id, '--out', file)
    const gif = await readGif(root.home(file))
    must(gif.frames >= frames && gif.width > 100 && gif.changed > 1000, `${file}: ${JSON.stringify(gif)}`)
    seen.push(`${file} ${gif.width} × ${gif.height}, ${gif.frames} frames, ${gif.changed} pixels move`)
  }
  return seen.join('; ')
}

/** @param {CleanRoot} root @param {string} id @param {string} file */
export async function exportsExperiment(root, id, file) {
  await workbench(root, 'export', 'experiment', id, '--out', file)
}
