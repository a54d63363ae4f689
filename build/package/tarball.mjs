import { rename } from 'node:fs/promises'
import process from 'node:process'
import { run } from '../setup/run.mjs'

/**
 * The same tree without a package manager: unpacked anywhere, or as root over /usr/local.
 * @param {object} tarball
 * @param {string} tarball.root with `usr` in it
 * @param {string} tarball.output the file
 * @param {string} tarball.folder what it unpacks to
 * @param {number} tarball.level of gzip
 * @param {number} tarball.date seconds since 1970
 */
export async function makeTarball({ root, output, folder, level, date }) {
  const same = ['--sort=name', `--mtime=@${date}`, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu']
  const what = ['--exclude=usr/share/lintian', `--transform=s,^usr,${folder},`, '-C', root, 'usr']
  const compress = `--use-compress-program=gzip -n -${level}`
  await run('tar', ['--create', `--file=${output}.new`, compress, ...same, ...what], {
    env: { ...process.env, LC_ALL: 'C' },
    what: 'packing the .tar.gz',
  })
  await rename(`${output}.new`, output)
}
