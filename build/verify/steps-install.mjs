import { appendFile, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execute, succeed } from './commands.mjs'
import { must } from './report.mjs'

export const NAME = 'manifold-workbench'
const SOURCE = `/etc/apt/sources.list.d/${NAME}.sources`
const KEYRING = `/etc/apt/keyrings/${NAME}.asc`

/**
 * Names a repository to apt in the root as docs/RELEASING.md tells users to.
 * @param {import('./clean-root.mjs').CleanRoot} root
 * @param {{ path: string, keyring: string | null }} repository path inside; null: apt gets no key
 */
export async function nameSource(root, { path, keyring }) {
  await mkdir(dirname(join(root.folder, KEYRING)), { recursive: true })
  if (keyring !== null) await copyFile(keyring, join(root.folder, KEYRING))
  const fields = ['Types: deb', `URIs: file:${path}`, 'Suites: stable', 'Components: main', 'Architectures: amd64']
  if (keyring !== null) fields.push(`Signed-By: ${KEYRING}`)
  await writeFile(join(root.folder, SOURCE), `${fields.join('\n')}\n`)
}

/** Without its key apt must not take the repository. @param {import('./clean-root.mjs').CleanRoot} root @param {string} path */
export async function refusedWithoutKey(root, path) {
  await nameSource(root, { path, keyring: null })
  const { code, stderr } = await execute(['chroot', root.folder, 'apt-get', 'update'])
  must(code !== 0 && /NO_PUBKEY|not signed/.test(stderr), `apt took it without a key:\n${stderr}`)
  return /NO_PUBKEY \w+|is not signed/.exec(stderr)?.[0] ?? ''
}

/** @param {import('./clean-root.mjs').CleanRoot} root @returns {Promise<string>} the version that is installed now */
export async function install(root) {
  await appendFile(join(root.folder, '/etc/apt/apt.conf.d/99recommends'), 'APT::Install-Recommends "false";\n')
  await root.asRoot(['apt-get', 'update'])
  const said = await root.asRoot(['apt-get', 'install', '--yes', '--quiet', NAME])
  const count = /(\d+) upgraded, (\d+) newly installed/.exec(said)
  return `${NAME} ${await installedVersion(root)}; ${count?.[1]} upgraded, ${count?.[2]} newly installed`
}

/** @param {import('./clean-root.mjs').CleanRoot} root */
export async function installedVersion(root) {
  return (await root.asRoot(['dpkg-query', '--show', '--showformat=${Version}', NAME])).trim()
}

/** Every file as the package has it. @param {import('./clean-root.mjs').CleanRoot} root */
export async function unchanged(root) {
  const said = await root.asRoot(['dpkg', '--verify', NAME])
  must(said.trim() === '', said)
  const files = await filesOf(root)
  return `dpkg --verify finds no difference in ${files.length} entries`
}

/** @param {import('./clean-root.mjs').CleanRoot} root @returns {Promise<string[]>} what the package lists, folders too */
export async function filesOf(root) {
  return (await root.asRoot(['dpkg', '--listfiles', NAME])).trim().split('\n')
}

/** The libraries of each binary are there, in what Depends brings. @param {import('./clean-root.mjs').CleanRoot} root */
export async function libraries(root) {
  const folder = `/usr/lib/${NAME}`
  const entries = await readdir(join(root.folder, folder), { recursive: true })
  const binaries = entries.filter((name) => /(\.node|\.so(\.\d+)*)$/.test(name) || name === NAME).map((name) => join(folder, name))
  const { stdout } = await execute(['chroot', root.folder, 'ldd', ...binaries])
  const missing = stdout.split('\n').filter((line) => line.includes('not found'))
  must(missing.length === 0, missing.join('\n'))
  return `nothing missing of ${binaries.length} binaries`
}

/** The sandbox's helper, and what stands in the launchers. @param {import('./clean-root.mjs').CleanRoot} root */
export async function sandboxed(root) {
  const mode = (await root.asRoot(['stat', '--format=%U %a', `/usr/lib/${NAME}/chrome-sandbox`])).trim()
  must(mode === 'root 4755', `chrome-sandbox is ${mode}`)
  const { stdout } = await execute(['grep', '--recursive', '--', '^[^#]*--no-sandbox', ...['usr/bin/manifold-workbench', 'usr/share/applications'].map((path) => join(root.folder, path))])
  // Without a display no page is opened, so that there is nothing to shut in.
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.includes('--ozone-platform=headless'))
  must(lines.length === 0, `--no-sandbox where a window may open: ${lines.join(', ')}`)
  return 'chrome-sandbox is root 4755; no launcher switches the sandbox off but for the command line'
}

/** What the desktop's own tools say. @param {import('./clean-root.mjs').CleanRoot} root */
export async function desktopFiles(root) {
  const at = (/** @type {string} */ path) => join(root.folder, 'usr/share', path)
  await succeed(['desktop-file-validate', at(`applications/${NAME}.desktop`)])
  const metainfo = (await readdir(at('metainfo'))).filter((name) => name.endsWith('.metainfo.xml'))
  must(metainfo.length === 1, 'there is no AppStream metadata')
  await succeed(['appstreamcli', 'validate', '--no-net', at(join('metainfo', metainfo[0] ?? ''))])
  const page = await succeed(['man', '--warnings', '--local-file', at(`man/man1/${NAME}.1.gz`)], { env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '100' } })
  must(page.includes('EXIT STATUS'), 'the man page is not whole')
  const icons = await succeed(['find', at('icons'), '-name', `${NAME}.*`])
  return `desktop-file-validate, appstreamcli, man: no complaint; ${icons.trim().split('\n').length} icons`
}

/** @param {string} deb @param {string} scratch folder that it may leave things in */
export async function lintian(deb, scratch) {
  const { code, stdout, stderr } = await execute(['lintian', '--allow-root', '--fail-on', 'error', '--profile', 'debian', deb], { env: { ...process.env, TMPDIR: scratch } })
  must(code === 0, `${stdout}${stderr}`)
  const tags = stdout.split('\n').filter((line) => /^[WI]:/.test(line))
  return `no error${tags.length > 0 ? `; ${tags.length} warnings and remarks` : ', no warning'}`
}
