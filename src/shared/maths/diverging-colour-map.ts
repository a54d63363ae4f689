/**
 * Diverging colour maps in Msh, the polar form of CIELAB (Moreland, Diverging Color Maps for Scientific Visualization,
 * ISVC 2009): magnitude M, saturation s and hue h, both in radians. From one end saturation falls to nothing at a light
 * grey in the middle and grows again in the other end's hue; hue turns along the way, so that M may grow smoothly.
 */
export interface DivergingColourMap {
  /** M at both ends. */
  magnitude: number
  /** M of the grey in the middle, greater than at the ends. */
  middleMagnitude: number
  /** s at both ends. */
  saturation: number
  /** h at the low and at the high end. */
  hues: readonly [low: number, high: number]
}

type Triple = readonly [number, number, number]

/** D65, the white of sRGB, as CIE XYZ. */
const white: Triple = [0.9505, 1, 1.089]

/** CIE XYZ to linear sRGB, at the four digits of the sRGB standard (IEC 61966-2-1). */
const linearFromXyz: readonly [Triple, Triple, Triple] = [
  [3.2406, -1.5372, -0.4986],
  [-0.9689, 1.8758, 0.0415],
  [0.0557, -0.204, 1.057],
]

/** CIELAB's inverse of its cube-root response. */
function labToRelative(response: number): number {
  return response ** 3 > 0.008856 ? response ** 3 : (response - 16 / 116) / 7.787
}

function gammaEncoded(linear: number): number {
  return linear > 0.0031308 ? 1.055 * linear ** (1 / 2.4) - 0.055 : 12.92 * linear
}

function srgbFromMsh(magnitude: number, saturation: number, hue: number): [number, number, number] {
  const lightness = magnitude * Math.cos(saturation)
  const a = magnitude * Math.sin(saturation) * Math.cos(hue)
  const b = magnitude * Math.sin(saturation) * Math.sin(hue)
  const y = (lightness + 16) / 116
  const xyz: Triple = [
    labToRelative(y + a / 500) * white[0],
    labToRelative(y) * white[1],
    labToRelative(y - b / 200) * white[2],
  ]
  const channel = (row: Triple) => gammaEncoded(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2])
  return [channel(linearFromXyz[0]), channel(linearFromXyz[1]), channel(linearFromXyz[2])]
}

/** The hue at the grey middle, seen from one end: how far hue must turn for M to grow from the end to the middle. */
function hueAtMiddle(map: DivergingColourMap, hue: number): number {
  const { magnitude, middleMagnitude, saturation } = map
  const spin = (saturation * Math.sqrt(middleMagnitude ** 2 - magnitude ** 2)) / (magnitude * Math.sin(saturation))
  return hue > -Math.PI / 3 ? hue + spin : hue - spin
}

/** The colour at `position` in [0, 1], sRGB, each channel in [0, 1]. */
export function divergingColour(map: DivergingColourMap, position: number): [number, number, number] {
  const fromMiddle = Math.abs(1 - 2 * position)
  const hue = position < 0.5 ? map.hues[0] : map.hues[1]
  const middleHue = hueAtMiddle(map, hue)
  return srgbFromMsh(
    map.middleMagnitude + (map.magnitude - map.middleMagnitude) * fromMiddle,
    map.saturation * fromMiddle,
    middleHue + (hue - middleHue) * fromMiddle,
  )
}
