/* What the package is called, and where its parts are made. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../setup/context.mjs'

export const NAME = 'manifold-workbench'
export const MAINTAINER = 'Manifold Workbench contributors <manifold-workbench@users.noreply.github.com>'

/** @type {{ version: string, productName: string, description: string, devDependencies: Record<string, string> }} */
export const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

const DIST = join(ROOT, 'dist')

/** As electron-builder makes it. */
export const APPLICATION = join(DIST, 'linux-unpacked')
/** For Playwright, which attaches by --inspect: the same but for that fuse. Never shipped. */
export const TESTABLE = join(DIST, 'linux-testable')
/** The tree that is installed, `usr` and what belongs to it. */
export const STAGE = join(DIST, 'stage')
/** What is published. */
export const RELEASE = join(DIST, 'release')

/** @param {string} version */
export const debName = (version) => `${NAME}_${version}_amd64.deb`
/** @param {string} version */
export const tarballName = (version) => `${NAME}-${version}-linux-x64.tar.gz`
