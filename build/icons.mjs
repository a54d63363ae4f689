#!/usr/bin/env node
/*
 * node build/icons.mjs: draws the application's icon, a two-dimensional manifold in space, coloured by height as the latent
 * scatter is by label. Writes resources/icons: the SVG and a PNG for each size that desktops ask for.
 */
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../resources/icons')
const sizes = [16, 32, 48, 64, 128, 256, 512]
const cells = 9

/** Ends and middle of matplotlib's coolwarm. */
const [cool, middle, warm] = [
  [59, 76, 192],
  [221, 221, 221],
  [180, 4, 38],
]

/** @type {(u: number, v: number) => number} */
const height = (u, v) => 0.55 * Math.sin(2.4 * u + 0.4) * Math.cos(1.9 * v - 0.3)

/**
 * Seen from the front right and above; in pixels of a picture 512 wide.
 * @param {number} u
 * @param {number} v
 */
function project(u, v) {
  const angle = -0.62
  const x = u * Math.cos(angle) - v * Math.sin(angle)
  const depth = u * Math.sin(angle) + v * Math.cos(angle)
  return { x: 256 + 158 * x, y: 262 + 88 * depth - 150 * height(u, v), depth }
}

/** @param {number} value of the height */
function colour(value) {
  const share = Math.max(0, Math.min(1, value / 1.1 + 0.5))
  const [from, to] = share < 0.5 ? [cool, middle] : [middle, warm]
  const t = share < 0.5 ? share * 2 : share * 2 - 1
  return `rgb(${from.map((channel, i) => Math.round(channel + ((to[i] ?? 0) - channel) * t)).join(' ')})`
}

function quads() {
  /** @type {(i: number) => number} */
  const at = (i) => (2 * i) / cells - 1
  const list = []
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const [left, right, top, bottom] = [at(i), at(i + 1), at(j), at(j + 1)]
      const corners = [project(left, top), project(right, top), project(right, bottom), project(left, bottom)]
      const [u, v] = [at(i + 0.5), at(j + 0.5)]
      list.push({ corners, depth: project(u, v).depth, fill: colour(height(u, v)) })
    }
  }
  // The farthest first.
  return list.sort((a, b) => a.depth - b.depth)
}

function svg() {
  const paths = quads().map(({ corners, fill }) => {
    const points = corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
    return `    <polygon points="${points}" fill="${fill}"/>`
  })
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">',
    '  <rect x="16" y="16" width="480" height="480" rx="104" fill="#141a28"/>',
    '  <g stroke="#f6f7f9" stroke-width="3" stroke-linejoin="round">',
    ...paths,
    '  </g>',
    '</svg>',
    '',
  ].join('\n')
}

mkdirSync(folder, { recursive: true })
const source = svg()
writeFileSync(join(folder, 'icon.svg'), source)
const picture = await loadImage(Buffer.from(source))
for (const size of sizes) {
  const canvas = createCanvas(size, size)
  canvas.getContext('2d').drawImage(picture, 0, 0, size, size)
  writeFileSync(join(folder, `icon-${size}.png`), canvas.toBuffer('image/png'))
}
