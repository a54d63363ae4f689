/*
 * Whose the Rust crates are that the canvas's library is linked of. The notices are those of the crates' own licence files; where
 * these have none, what Debian's maintainers found in the sources; for those that Debian has not, the notice of the repository
 * that they are of. A crate that is not here stops the build: look at its licence file, and say it here.
 */

/** Names, and the notice that they share. @type {[string, string][]} */
const NOTICES = [
  ['aho-corasick memchr', 'Copyright (c) 2015 Andrew Gallant'],
  ['anyhow', 'Copyright (c) 2019-2024 David Tolnay'],
  ['base64-simd vsimd', 'Copyright (c) 2022-2025 Nugine'],
  ['bitflags regex regex-automata regex-syntax', 'Copyright (c) 2014 The Rust Project Developers'],
  ['bumpalo', 'Copyright (c) 2019 Nick Fitzgerald'],
  ['bytemuck', 'Copyright (c) 2019 Daniel "Lokathor" Gee.'],
  ['cc cfg-if cmake find-msvc-tools js-sys wasm-bindgen wasm-bindgen-macro wasm-bindgen-macro-support wasm-bindgen-shared', 'Copyright (c) 2014 Alex Crichton'],
  ['cfb', 'Copyright (c) 2017 Matthew D. Steele'],
  ['color_quant', 'Copyright (c) 2016 PistonDevelopers'],
  ['convert_case', 'Copyright (c) 2025 rutrum'],
  ['cssparser', 'Copyright (c) 2014-2023 Simon Sapin'],
  ['cssparser-color', 'Copyright (c) 2026 Emilio Cobos Álvarez'],
  ['cssparser-macros', 'Copyright (c) 2017-2019 Simon Sapin'],
  ['ctor', 'Copyright (c) 2018-2022 Matt Mastracci'],
  ['dtoa', 'Copyright (c) 2016-2023 David Tolnay\nCopyright (c) 2016-2023 Dtoa Developers'],
  ['dtoa-short', 'Copyright (c) 2017-2024 Xidorn Quan'],
  ['fastrand', 'Copyright (c) 2020 Stjepan Glavina'],
  ['fnv', 'Copyright (c) 2017 Contributors'],
  ['futures futures-channel futures-core futures-executor futures-io futures-macro futures-sink futures-task futures-util', 'Copyright (c) 2016 Alex Crichton\nCopyright (c) 2017 The Tokio Authors'],
  ['gif', 'Copyright (c) 2015 nwin'],
  ['hermit-abi', 'Copyright (c) Stefan Lankes'],
  ['imagesize', 'Copyright (c) 2017 Maiddog'],
  ['infer', 'Copyright (c) 2019 Bojan'],
  ['itoa', 'Copyright (c) 2016-2024 David Tolnay\nCopyright (c) 2016-2024 Itoa Developers'],
  ['libaom-sys libavif libavif-sys', 'Copyright (c) 2020 Charles Samuels, Paolo Barbolini'],
  ['libc', 'Copyright (c) The Rust Project Developers'],
  ['libloading', 'Copyright © 2015, Simonas Kazlauskas'],
  ['libmimalloc-sys2 mimalloc-safe', 'Copyright 2019 Octavian Oncescu'],
  ['napi napi-build napi-derive napi-derive-backend napi-sys', 'Copyright (c) 2020 LongYinan'],
  ['nohash-hasher', 'Copyright 2018 Parity Technologies (UK) Ltd.'],
  ['nom', 'Copyright (c) 2014-2019 Geoffroy Couprie'],
  ['num_cpus', 'Copyright (c) 2015-2025 Sean McArthur'],
  ['once_cell', 'Copyright (c) 2018-2025 Aleksey Kladov'],
  ['outref', 'Copyright (c) 2022 Nugine'],
  ['phf phf_generator phf_macros phf_shared', 'Copyright (c) 2014-2022 Steven Fackler, Yuki Okushi'],
  ['pin-project-lite', 'Copyright (c) 2019-2022 Taiki Endo'],
  ['proc-macro2', 'Copyright (c) 2014-2020 Alex Crichton\nCopyright (c) 2017-2024 David Tolnay'],
  ['quote', 'Copyright (c) 2016-2024 David Tolnay\nCopyright (c) 2016 The Rust Project Developers'],
  ['rgb', 'Copyright (c) 2019 Kornel'],
  ['rustc-hash', 'Copyright (c) 2015-2025 The Rust Project Developers'],
  ['rustversion', 'Copyright (c) 2019-2023 David Tolnay'],
  ['serde', 'Copyright (c) 2017-2022 Erick Tryzelaar\nCopyright (c) 2017-2024 David Tolnay\nCopyright (c) 2017-2024 Serde Developers'],
  ['serde_core', 'Copyright (c) 2025 Erick Tryzelaar\nCopyright (c) 2025 David Tolnay'],
  ['serde_derive', 'Copyright (c) 2014-2016 Erick Tryzelaar\nCopyright (c) 2014-2024 David Tolnay\nCopyright (c) 2014-2024 Serde Developers'],
  ['serde_json', 'Copyright (c) 2014-2024 Serde Developers'],
  ['shlex', 'Copyright (c) 2015 Nicholas Allegra (comex).'],
  ['siphasher', 'Copyright (c) 2012-2019 The Rust Project Developers.\nCopyright (c) 2016-2024 Frank Denis.'],
  ['slab', 'Copyright (c) 2019 Carl Lerche'],
  ['smallvec', 'Copyright (c) 2018 The Servo Project Developers'],
  ['syn', 'Copyright (c) 2016-2025 David Tolnay\nCopyright (c) 2016-2025 Syn Developers'],
  ['thiserror thiserror-impl', 'Copyright (c) 2019-2025 David Tolnay'],
  ['tokio tokio-stream', 'Copyright (c) Tokio Contributors'],
  ['unicode-ident', 'Copyright (c) 2021-2022 David Tolnay'],
  ['unicode-segmentation', 'Copyright (c) 2015 The Rust Project Developers'],
  ['uuid', 'Copyright (c) 2014 The Rust Project Developers\nCopyright (c) 2018 Ashley Mannix, Christopher Armstrong, Dylan DPC, Hunar Roop Kahlon'],
  ['web-time', 'Copyright (c) 2023 dAxpeDDa'],
  ['weezl', 'Copyright (c) HeroicKatora 2020'],
  ['windows-link', 'Copyright (c) Microsoft Corporation.'],
  ['zmij', 'Copyright (c) 2025-2026 David Tolnay'],
]

/** Where the bill of materials leaves something out. @type {Record<string, string>} */
const LICENCES = { 'regex-syntax': '(MIT OR Apache-2.0) AND Unicode-3.0' }

/** @param {string} name of a crate @returns {string} its copyright notice */
export function crateNotice(name) {
  const notice = NOTICES.find(([names]) => names.split(' ').includes(name))?.[1]
  if (notice === undefined) throw new Error(`Whose the crate ${name} is, is not known: look at its licence file, and say it in build/licences/crates.mjs.`)
  return notice
}

/** @param {string} name of a crate @param {string} told by the bill of materials @returns {string} an SPDX expression */
export function crateLicence(name, told) {
  return LICENCES[name] ?? told
}
