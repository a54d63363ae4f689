/*
 * Where the parts lie in the package, below usr/lib/manifold-workbench. What is in a place without a name of its own here is the
 * workbench's own.
 */

/** @typedef {keyof typeof PLACES} Place */

/** @param {string} name of a package, or its scope */
const unpacked = (name) => `resources/app.asar.unpacked/node_modules/${name}/*`

/** The files of each place, as debian/copyright's patterns, and what is to be known of them. */
export const PLACES = {
  runtime: {
    files: ['manifold-workbench', 'chrome*', 'LICENSE*', 'locales/*', 'resources.pak', '*.bin', 'version'],
    comment: 'The official release of the Electron project, or of a package made of it, without its symbols. LICENSES.chromium.html.gz has the licences of all of the parts of Chromium and Node.js.',
  },
  unicode: { files: ['icudtl.dat'], comment: '' },
  ffmpeg: { files: ['libffmpeg.so'], comment: '' },
  angle: { files: ['libEGL.so', 'libGLESv2.so'], comment: 'LICENSES.chromium.html.gz has the licences of its own parts.' },
  archive: { files: ['resources/app.asar'], comment: 'The archive has the workbench itself, and the libraries and typefaces in it and beside it.' },
  tensorflow: { files: [unpacked('@tensorflow')], comment: '' },
  canvas: { files: [unpacked('@napi-rs')], comment: '' },
  sqlite: { files: [unpacked('better-sqlite3')], comment: '' },
  koffi: { files: [unpacked('@koromix')], comment: '' },
  mnist: {
    files: ['resources/resources/datasets/mnist/*'],
    comment: 'The four files are the original ones, compressed anew.',
  },
  fonts: { files: ['resources/resources/fonts/*'], comment: '' },
}
