/** What figures of the latent space say in words, the same in the window and in files. */
import { counted } from '../counted.ts'
import type { UnseenPoints } from '../maths/unseen-points.ts'

/** A number in subscript digits: z₁₂. */
function subscript(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)))
}

/** A dimension of the latent space, counted from 0: z₀. */
export function dimensionName(dimension: number): string {
  return `z${subscript(dimension)}`
}

/** What the axes of a plane are called; y is empty where the latent space has one dimension. */
export interface PlaneAxes {
  x: string
  y: string
}

/** The axes that figures of every snapshot have. */
export function firstAxes(latentDim: number): PlaneAxes {
  return { x: dimensionName(0), y: latentDim > 1 ? dimensionName(1) : '' }
}

/** Which dimensions a scatter shows: all points are in it, seen along the other dimensions. */
export function describeScatterPlane({ x, y }: PlaneAxes, latentDim: number): string {
  if (y === '') return `${x} →, the only dimension; a row for each label, the height within it means nothing`
  return `${x} →, ${y} ↑${latentDim > 2 ? ` of ${latentDim} dimensions; ${others(latentDim)} not shown` : ''}`
}

/** Which dimensions a manifold spans, and what the others are held at: 0 or, around principal components, their means. */
export function describeManifoldPlane({ x, y }: PlaneAxes, latentDim: number, heldAt: '0' | 'the mean'): string {
  if (y === '') return `${x} →, the only dimension`
  return `${x} →, ${y} ↓${latentDim > 2 ? ` of ${latentDim} dimensions; ${others(latentDim)} held at ${heldAt}` : ''}`
}

/** The same in short, for a panel's head. */
export function shortScatterPlane({ x, y }: PlaneAxes, latentDim: number): string {
  return y === '' ? `${x} →, rows are labels` : `${x} →\u2002${y} ↑${ofMany(latentDim)}`
}

/** The same in short, for a panel's head. */
export function shortManifoldPlane({ x, y }: PlaneAxes, latentDim: number, heldAt: '0' | 'the mean'): string {
  return y === '' ? `${x} →` : `${x} →\u2002${y} ↓${ofMany(latentDim)}${latentDim > 2 ? `, others at ${heldAt}` : ''}`
}

function ofMany(latentDim: number): string {
  return latentDim > 2 ? ` of ${latentDim}` : ''
}

const grouped = (count: number) => count.toLocaleString('en-US')

function others(latentDim: number): string {
  return latentDim === 3 ? 'the other one is' : `the other ${latentDim - 2} are`
}

/** “47 of 200 points outside”; null: all are within. */
export function describeUnseen({ points, outside, unplaced, labels, labelsUnseen }: UnseenPoints): string | null {
  const all = counted(points, 'point', { write: grouped })
  const parts = [
    ...(outside > 0 ? [`${grouped(outside)} of ${all} outside`] : []),
    ...(unplaced > 0 ? [`${grouped(unplaced)} of ${all} not finite`] : []),
  ]
  if (parts.length === 0) return null
  const whole = labelsUnseen > 0 ? ` (${labelsUnseen} of ${counted(labels, 'label')} entirely)` : ''
  return `${parts.join(', ')}${whole}`
}
