/** What a scatter shows of the plane, both ends included. */
export interface PlaneLimits {
  x: readonly [low: number, high: number]
  y: readonly [low: number, high: number]
}

/** The tutorial's, ±5 along both axes. */
export const tutorialLimits: PlaneLimits = { x: [-5, 5], y: [-5, 5] }

/** Points of a scatter, by their index. */
export interface Points {
  count: number
  x: (index: number) => number
  y: (index: number) => number
}

export interface ScatteredPoints extends Points {
  label: (index: number) => number
}

/** Codes, [n, latentDim], in their first two dimensions; a missing second one is 0. */
export function firstTwoDimensions({ latents, latentDim }: { latents: Float32Array; latentDim: number }): Points {
  return {
    count: latents.length / latentDim,
    x: (index) => latents[index * latentDim] ?? NaN,
    y: latentDim > 1 ? (index) => latents[index * latentDim + 1] ?? NaN : () => 0,
  }
}

/** How much of a scatter its limits leave out. */
export interface UnseenPoints {
  points: number
  /** Beyond the limits. */
  outside: number
  /** Not finite, as those of a run that has diverged: they have no place at all. */
  unplaced: number
  labels: number
  /** Labels of which not one point is seen. */
  labelsUnseen: number
}

export function unseenPoints({ count, x, y, label }: ScatteredPoints, limits: PlaneLimits): UnseenPoints {
  const [labels, seen] = [new Set<number>(), new Set<number>()]
  let [outside, unplaced] = [0, 0]
  for (let index = 0; index < count; index++) {
    const [across, up] = [x(index), y(index)]
    labels.add(label(index))
    if (!Number.isFinite(across) || !Number.isFinite(up)) unplaced++
    else if (isWithin(across, limits.x) && isWithin(up, limits.y)) seen.add(label(index))
    else outside++
  }
  return { points: count, outside, unplaced, labels: labels.size, labelsUnseen: labels.size - seen.size }
}

function isWithin(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high
}

/** What matplotlib leaves on either side of the data. */
const padding = 0.05

/** The smallest limits that hold all points of some pictures that have a place, with room around as matplotlib leaves it. */
export function limitsOf(pictures: Iterable<Points>): PlaneLimits {
  let [left, right, foot, top] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { count, x, y } of pictures) {
    for (let index = 0; index < count; index++) {
      const [across, up] = [x(index), y(index)]
      if (!Number.isFinite(across) || !Number.isFinite(up)) continue
      left = Math.min(left, across)
      right = Math.max(right, across)
      foot = Math.min(foot, up)
      top = Math.max(top, up)
    }
  }
  return { x: padded(left, right), y: padded(foot, top) }
}

function padded(low: number, high: number): [number, number] {
  if (low > high) return [-1, 1]
  const room = (high - low) * padding || Math.max(1, Math.abs(low)) * padding
  return [low - room, high + room]
}
