/*
 * The parts whose licences ask for more than their notice: that their source, or that of what was changed, can be had; that
 * they can be replaced; that they go on under the same licence. What is done for each. A part that is not here may not have
 * such a licence: test/build/licences sees to it.
 */

const UNCHANGED = 'It is used as its authors published it, unchanged.'
const OF_ELECTRON =
  "It is that of this version of Electron; only symbols that a debugger reads were taken out. What Electron changes of Chromium is in the folder patches of Electron's source."
const VERSION = 'in the version of Chromium that Help, About names for this version of Electron'

/** @type {{ parts: RegExp, given: string }[]} */
export const COPYLEFT = [
  {
    parts: /^FFmpeg \(in Electron\)$/,
    given: `The GNU Lesser General Public License, version 2.1 or later. ${OF_ELECTRON} It is a library of its own, libffmpeg.so beside the program, which the program loads when it starts: another build of it with the same interface can take its place, and the workbench's own licence forbids nobody to find out how it is called. Its source, with what is needed to build it, is in the folder third_party/ffmpeg of Chromium's source, ${VERSION}; the file DEPS in Electron's source names that version, the file DEPS in Chromium's the commit of FFmpeg.\nThis software uses libraries from the FFmpeg project under the LGPLv2.1. It is based in part on the work of the Independent JPEG Group.`,
  },
  {
    parts: /^Blink: the parts of WebKit and KHTML \(in Electron\)$/,
    given: `Some files are under the GNU Lesser General Public License, version 2 or 2.1 or later. ${OF_ELECTRON} Their source is in the folder third_party/blink of Chromium's source, ${VERSION}. All that they are linked with can be had in the same way, with what is needed to build it, under free licences: a program with other versions of these files can be made of it.`,
  },
  {
    parts: /^Chromium \(in Electron\)$/,
    given: `LICENSES.chromium.html, beside the program, has the licences of all of the parts of Chromium. Among them are some under the Mozilla Public License and the GNU Lesser General Public License, such as those of NSS, Hunspell and axe-core. ${OF_ELECTRON} Their sources are in the folders third_party of Chromium's source, ${VERSION}.`,
  },
  {
    parts: /^mediabunny$/,
    given: `The Mozilla Public License 2.0. ${UNCHANGED} Its source is the folder src of the npm package mediabunny, of the version that is named here, and the repository that is named as its source.`,
  },
  {
    parts: /^(cssparser|cssparser-color|cssparser-macros|dtoa-short) \(in @napi-rs\/canvas\)$/,
    given: `The Mozilla Public License 2.0. ${UNCHANGED} Its source is the Rust crate of the name and version that are named here, which is all source.`,
  },
  {
    parts: /^Eigen \(in libtensorflow\)$/,
    given: `The Mozilla Public License 2.0. It is what TensorFlow was built with. Its source is named below, and TensorFlow's, which is named as the source, says in third_party/eigen3 which version it takes and what it changes.`,
  },
  {
    parts: /^LLVM \(in libtensorflow\)$/,
    given: 'The GNU General Public License is that of a script which finds out the kind of a machine when LLVM is built, with an exception for that use; it is not in the library.',
  },
  {
    parts: /^ICU \((in libtensorflow|in @napi-rs\/canvas|in Electron)\)$/,
    given: 'The GNU General Public License is that of a script which ICU is built by, with an exception for that use; it is not in the library.',
  },
  {
    parts: /^DUCC: its FFT \(in libtensorflow\)$/,
    given: 'DUCC is under the GNU General Public License, its FFT and what that needs also under the BSD licence: only these files are used, under the BSD licence.',
  },
  {
    parts: /^(@fontsource-variable\/inter|The typefaces of KaTeX)$/,
    given: 'The SIL Open Font License 1.1. The files are those of the npm package, unchanged and under their own names. They are part of the workbench and not sold by themselves; everybody may use them under the same licence.',
  },
  {
    parts: /^glob$/,
    given: 'Creative Commons Attribution-ShareAlike is the licence of its logo, which is not in the package.',
  },
  {
    parts: /^MNIST$/,
    given: 'Creative Commons Attribution-ShareAlike 3.0, https://creativecommons.org/licenses/by-sa/3.0/. The four files are the original ones, compressed anew. Everybody may use them under the same licence, and nothing in the workbench keeps anybody from taking them out.',
  },
]

/** @param {string} name of a part @returns {string[]} what is done for its licence, as a piece of its text; none where nothing must be */
export function copyleftOf(name) {
  return COPYLEFT.filter(({ parts }) => parts.test(name)).map(({ given }) => given)
}
