import { releasesOf } from '../package/changelog.mjs'

/**
 * @typedef {object} State what a release would be made from
 * @property {string} status what `git status --porcelain` says
 * @property {string} version of package.json
 * @property {string} changelog CHANGELOG.md
 * @property {string[]} tags that there are
 * @property {string | undefined} key MANIFOLD_WORKBENCH_SIGNING_KEY
 */

/**
 * Why a release cannot be made of this; all reasons at once.
 * @param {State} state
 * @returns {string[]} empty: nothing stands against it
 */
export function refusals({ status, version, changelog, tags, key }) {
  const reasons = []
  if (status.trim() !== '') reasons.push(`The working tree has changes: commit or remove them.\n${status.trimEnd()}`)
  if (!/^\d+\.\d+\.\d+$/.test(version)) reasons.push(`package.json has the version ${version}: a release is MAJOR.MINOR.PATCH.`)
  if (tags.includes(`v${version}`)) reasons.push(`There is a v${version} already: raise the version in package.json.`)
  reasons.push(...changelogReasons(changelog, version))
  if (key === undefined || key === '') {
    reasons.push('MANIFOLD_WORKBENCH_SIGNING_KEY is not set: a release is signed. docs/RELEASING.md says how to make a key.')
  }
  return reasons
}

/**
 * The same for what set-up has put in place.
 * @param {{ found: string, wanted: string }} electron versions
 */
export function runtimeReasons({ found, wanted }) {
  if (found === wanted) return []
  return [`Electron ${found} is in place, not ${wanted}: an old runtime is not for users’ machines. Set MANIFOLD_WORKBENCH_ELECTRON=official.`]
}

/** @param {string} changelog @param {string} version */
function changelogReasons(changelog, version) {
  const unreleased = /^## \[Unreleased\]\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog)?.[1] ?? ''
  const reasons = []
  if (/^- /m.test(unreleased)) reasons.push(`CHANGELOG.md has changes under [Unreleased]: they belong to ${version}.`)
  const release = releasesOf(changelog).find((each) => each.version === version)
  if (release === undefined) reasons.push(`CHANGELOG.md has no entry of ${version}.`)
  else if (release.changes.length === 0) reasons.push(`CHANGELOG.md says nothing about ${version}.`)
  return reasons
}
