import { tab10, type Rgb } from './colour-maps.ts'

/**
 * What follows `tab10`: chosen one by one, each the sRGB colour that is farthest (CIEDE2000) from all before it, after Glasbey,
 * van der Heijden, Toh and Gray, Colour displays for categorical images, Color Research & Application 32 (2007). Candidates
 * had a contrast (WCAG) of 1.7 to white and of 2 to the window's dark ground. All 64 are at least 12.6 apart; about 2.3 are
 * just noticeable. A computed list is kept as data, for a colour must stay its label's for ever.
 */
const following = [
  0x465000, 0xb9c3ff, 0x005f5a, 0xe1beb4, 0x0500fa, 0x91055f, 0x9b7300, 0xb9c8b4, 0x4b4b64, 0x00e19b, 0xff787d, 0x4b917d,
  0x41afff, 0xffb92d, 0xe60f6e, 0x6e4100, 0x555046, 0xaf9b78, 0x006e32, 0x64e100, 0x737d4b, 0xaa7d87, 0xb95500, 0x7887ff,
  0xe1b9dc, 0x194ba5, 0x9b002d, 0x9b05b9, 0xeb00ff, 0x9b96b4, 0x825a78, 0x288291, 0xc38264, 0x96aab4, 0x912800, 0x96be73,
  0x50646e, 0x5f55ff, 0x82694b, 0xff5a32, 0x697396, 0xffb47d, 0x73c3af, 0x82960f, 0xd2a0ff, 0xc33ca0, 0x465a41, 0x5a3c8c,
  0x879682, 0x5f464b, 0xbe9b2d, 0xdcc382, 0xc3bec8, 0xff9bb9,
]

/** 64 colours that can be told apart on white and on black, `tab10` first: enough for EMNIST's 62 classes. */
export const distinctColours: readonly Rgb[] = [
  ...tab10,
  ...following.map((colour): Rgb => [colour >> 16, (colour >> 8) & 255, colour & 255]),
]
