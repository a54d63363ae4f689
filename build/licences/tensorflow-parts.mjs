import { TENSORFLOW_VERSION } from '../setup/platforms.mjs'
import { copyleftOf } from './copyleft.mjs'
import { ownText } from './licence-texts.mjs'
import { partsOf } from './parts.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */

const WHOLE = 'in libtensorflow'
const source = `https://github.com/tensorflow/tensorflow/tree/v${TENSORFLOW_VERSION}`

/**
 * The sections of the file of notices that TensorFlow's wheel has, by their titles: name, licence, and whose the part is where
 * the section does not say it.
 *
 * @type {Record<string, [string, string, string?]>}
 */
const SECTIONS = {
  'Boring SSL': ['BoringSSL', 'OpenSSL AND ISC AND MIT'],
  'cudnn-frontend': ['cuDNN’s frontend', 'MIT'],
  cutlass: ['CUTLASS', 'BSD-3-Clause'],
  Curl: ['curl', 'curl AND ISC AND BSD-3-Clause'],
  Dlpack: ['DLPack', 'Apache-2.0'],
  double_conversion: ['double-conversion', 'BSD-3-Clause'],
  Eigen: ['Eigen', 'MPL-2.0 AND BSD-3-Clause AND Apache-2.0'],
  Farmhash: ['FarmHash', 'MIT'],
  Flatbuffers: ['FlatBuffers', 'Apache-2.0', 'Copyright 2014 Google Inc. All rights reserved.'],
  Gemmlowp: ['gemmlowp', 'Apache-2.0', 'Copyright 2015 The Gemmlowp Authors. All Rights Reserved.'],
  grpc: ['gRPC', 'Apache-2.0', 'Copyright 2015 gRPC authors.'],
  Highwayhash: ['HighwayHash', 'Apache-2.0', 'Copyright 2015 Google Inc. All Rights Reserved.'],
  icu: ['ICU', 'ICU'],
  libjpeg_turbo: ['libjpeg-turbo', 'BSD-3-Clause AND IJG AND Zlib', 'Copyright (C) 1991-2022 The libjpeg-turbo Project and many others'],
  llvm: ['LLVM', 'Apache-2.0 WITH LLVM-exception'],
  ml_dtypes: ['ml_dtypes', 'Apache-2.0', 'Copyright 2022 The ml_dtypes Authors.'],
  nccl: ['NCCL', 'BSD-3-Clause'],
  onednn: ['oneDNN', 'Apache-2.0'],
  png: ['libpng', 'libpng-2.0'],
  protobuf: ['Protocol Buffers', 'BSD-3-Clause'],
  re2: ['RE2', 'BSD-3-Clause'],
  stablehlo: ['StableHLO', 'Apache-2.0', 'Copyright 2022 The StableHLO Authors.'],
  upb: ['upb', 'BSD-3-Clause'],
  zlib: ['zlib', 'Zlib'],
  gif: ['giflib', 'MIT'],
  sqlite: ['SQLite', 'public-domain'],
  triton: ['Triton', 'MIT'],
  libuv: ['libuv', 'MIT'],
}

/** What is in TensorFlow's packages for Python only; and python-snappy, which stands there for Snappy. */
const LEFT_OUT = [
  ...['Astunparse', 'AbslPy', 'Gast', 'google-pasta', 'grpcio', 'H5py', 'numpy', 'opt_einsum', 'pybind11', 'Python', 'setuptools'],
  ...['six', 'snappy', 'termcolor', 'typing_extensions', 'wrapt'],
]

/**
 * What the libraries are made of by their symbols, and the file of notices leaves out: name, licence, files in texts/, where it
 * comes from, and the notice where the texts have none.
 *
 * @type {[string, string, string[], string, string?][]}
 */
const UNNAMED = [
  ['Abseil', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/abseil/abseil-cpp', 'Copyright 2017-2023 The Abseil Authors.'],
  ['Brotli', 'MIT', ['MIT'], 'https://github.com/google/brotli', 'Copyright (c) 2009, 2010, 2013-2016 by the Brotli Authors.'],
  [
    'cpuinfo',
    'BSD-2-Clause',
    ['BSD-2-Clause'],
    'https://github.com/pytorch/cpuinfo',
    'Copyright (c) 2019 Google LLC\nCopyright (c) 2017-2018 Facebook Inc.\nCopyright (C) 2012-2017 Georgia Institute of Technology\nCopyright (C) 2010-2012 Marat Dukhan',
  ],
  ['DUCC: its FFT', 'BSD-3-Clause', ['BSD-3-Clause'], 'https://gitlab.mpcdf.mpg.de/mtr/ducc', 'Copyright (C) 2010-2024 Max-Planck-Society'],
  ['fft2d', 'LicenseRef-Ooura', ['fft2d'], 'https://github.com/petewarden/OouraFFT'],
  ['fmt', 'MIT', ['MIT'], 'https://github.com/fmtlib/fmt', 'Copyright (c) 2012 - present, Victor Zverovich and {fmt} contributors'],
  [
    'FP16',
    'MIT',
    ['MIT'],
    'https://github.com/Maratyszcza/FP16',
    'Copyright (c) 2017 Facebook Inc.\nCopyright (c) 2017 Georgia Institute of Technology\nCopyright 2019 Google LLC',
  ],
  ['FXdiv', 'MIT', ['MIT'], 'https://github.com/Maratyszcza/FXdiv', 'Copyright (c) 2017 Facebook Inc.\nCopyright (c) 2016-2017 Marat Dukhan'],
  ['Highway', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/google/highway', 'Copyright 2019-2022 Google LLC'],
  ['hwloc', 'BSD-3-Clause', ['hwloc'], 'https://www.open-mpi.org/projects/hwloc'],
  ['JsonCpp', 'MIT', ['jsoncpp'], 'https://github.com/open-source-parsers/jsoncpp'],
  ['libjxl', 'BSD-3-Clause', ['BSD-3-Clause'], 'https://github.com/libjxl/libjxl', 'Copyright (c) the JPEG XL Project Authors. All rights reserved.'],
  [
    'pthreadpool',
    'BSD-2-Clause',
    ['BSD-2-Clause'],
    'https://github.com/google/pthreadpool',
    'Copyright 2019 Google LLC\nCopyright (c) 2017 Facebook Inc.\nCopyright (c) 2015-2017 Georgia Institute of Technology',
  ],
  ['Riegeli', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/google/riegeli', 'Copyright 2017 Google LLC'],
  ['ruy', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/google/ruy', 'Copyright 2019-2022 Google LLC'],
  ['Shardy', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/openxla/shardy', 'Copyright 2024 The Shardy Authors.'],
  ['Snappy', 'BSD-3-Clause', ['Snappy'], 'https://github.com/google/snappy'],
  ['spdlog', 'MIT', ['MIT'], 'https://github.com/gabime/spdlog', 'Copyright (c) 2016 Gabi Melman.'],
  ['TensorFlow Runtime', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/tensorflow/runtime', 'Copyright 2020 The TensorFlow Runtime Authors'],
  ['Xbyak', 'BSD-3-Clause', ['BSD-3-Clause'], 'https://github.com/herumi/xbyak', 'Copyright (c) 2007 MITSUNARI Shigeo'],
  ['XLA', 'Apache-2.0', ['Apache-2.0'], 'https://github.com/openxla/xla', 'Copyright 2017 The OpenXLA Authors.'],
  ['XNNPACK', 'BSD-3-Clause', ['XNNPACK'], 'https://github.com/google/XNNPACK'],
  ['Zstandard', 'BSD-3-Clause', ['Zstandard'], 'https://github.com/facebook/zstd'],
]

/** @param {string} root of the project @returns {Licence[]} libtensorflow and what it is made of */
export function tensorflowParts(root) {
  const [version, places] = [TENSORFLOW_VERSION, /** @type {import('./places.mjs').Place[]} */ (['tensorflow'])]
  const text = ['Copyright 2015-2026 The TensorFlow Authors. All rights reserved.', ownText(root, 'Apache-2.0')]
  const named = sections(ownText(root, 'tensorflow-third-party')).map(([title, section]) => {
    const [short, licence, notice] = SECTIONS[title] ?? [title, '']
    if (licence === '') throw new Error(`The licence of ${title} in libtensorflow is not known: say it here.`)
    const name = `${short} (${WHOLE})`
    return { name, version: `as ${version} has it`, licence, text: [...copyleftOf(name), ...(notice === undefined ? [] : [notice]), section], source, places }
  })
  const unnamed = UNNAMED.map(([name, licence, texts, from, notice]) => ({ name, licence, texts, source: from, places, ...(notice === undefined ? {} : { notice }) }))
  return [{ name: 'libtensorflow', version, licence: 'Apache-2.0', text, source, places }, ...named, ...partsOf(root, WHOLE, `as ${version} has it`, unnamed)]
}

/** @param {string} notices @returns {[string, string][]} titles and what is below them, of those that are in the libraries */
function sections(notices) {
  const rule = '-'.repeat(80)
  const parts = notices.split(new RegExp(`^${rule}\\n(?:\\n${rule}\\n)?== `, 'm')).slice(1)
  return parts.flatMap((part) => {
    const [title = '', ...lines] = part.replace(new RegExp(`\\n${rule}\\s*$`), '').split('\n')
    return LEFT_OUT.includes(title) ? [] : [[title, lines.join('\n').replace(/^\s*\n/, '').trimEnd()]]
  })
}
