import { MAINTAINER, NAME, PACKAGE } from './names.mjs'

const DESCRIPTION = [
  'Train autoencoders natively and watch them learn',
  ' A desktop workbench for variational autoencoders: load MNIST, train at the',
  ' speed of the hardware, watch the latent space and its manifold form epoch by',
  ' epoch, go on days later exactly where a run was, and export the pictures.',
  ' .',
  ' It brings its own TensorFlow and works offline. The same services are on the',
  ' command line, without a display.',
  ' .',
  ' Training needs a processor with AVX, as nearly all since 2011 have it. Without',
  ' it, what was trained elsewhere can be looked at and exported.',
].join('\n')

/** @param {{ depends: string, version?: string }} fields @returns {Record<string, string>} of the binary package (deb-control(5)) */
export function control({ depends, version = PACKAGE.version }) {
  return {
    Package: NAME,
    Version: version,
    Architecture: 'amd64',
    Maintainer: MAINTAINER,
    Section: 'science',
    Priority: 'optional',
    Depends: depends,
    Recommends: 'libsecret-1-0, xdg-utils',
    Description: DESCRIPTION,
  }
}
