import { beforeAll, describe, expect, test } from 'vitest'
import { toGrey } from '../../src/readers/scan/grey.ts'
import { preparePage } from '../../src/readers/scan/prepare.ts'
import type { Ink, PageImage } from '../../src/readers/scan/raster.ts'
import { findRulings } from '../../src/readers/scan/rulings.ts'
import { inkOf, inkThreshold } from '../../src/readers/scan/threshold.ts'
import {
  bordered,
  faded,
  folded,
  noisy,
  sealed,
  signed,
  speckled,
  turned,
  unevenlyLit,
  type Damage,
} from './scan-damage.ts'
import { damaged, drawPages, samplePdf, upperPart } from './scan-files.ts'

/** A page with letterhead and text at 120 dpi: a third of the pixels, and all that is measured here is there. */
let page: PageImage
let clean: Ink

beforeAll(async () => {
  page = upperPart((await drawPages(samplePdf('cong-van'), 120))[0]!, 0.6)
  clean = preparePage(page).ink
})

/** Ink in both, twice, over the ink of both; a pixel beside counts: edges move by that much. */
function likeness(one: Ink, other: Ink): number {
  const hits = (a: Ink, b: Ink) => {
    let [all, hit] = [0, 0]
    for (let y = 1; y < a.height - 1; y++) {
      for (let x = 1; x < a.width - 1; x++) {
        if (!a.data[y * a.width + x]) continue
        all++
        const at = y * b.width + x
        for (const beside of [0, -1, 1, -b.width, b.width]) {
          if (!b.data[at + beside]) continue
          hit++
          break
        }
      }
    }
    return { all, hit }
  }
  const [a, b] = [hits(one, other), hits(other, one)]
  return (a.hit + b.hit) / (a.all + b.all)
}

/** What is left of the difference that a damage makes, and what there was without the page being prepared. */
const damages: readonly (readonly [string, Damage, number])[] = [
  ['faded ink on grey paper', faded(), 0.98],
  ['a lamp weaker at one corner', unevenlyLit(200), 0.97],
  ['the shadow of a fold', folded(0.3), 0.97],
  ['noise', noisy(18), 0.95],
  ['dust', speckled(3), 0.97],
  ['an open lid and punched holes', bordered(0.02), 0.98],
  ['a seal over the text', sealed(0.5, 0.45), 0.95],
  ['a signature over the text', signed(0.5, 0.45), 0.97],
]

describe('what a page is cleaned of', () => {
  test.each(damages)('%s: the same ink as without', (_, damage, least) => {
    const prepared = preparePage(damaged(page, damage))
    expect(prepared.degrees).toBe(0)
    expect(likeness(prepared.ink, clean)).toBeGreaterThan(least)
  })

  test.each([
    ['a lamp weaker at one corner', unevenlyLit(200)],
    ['an open lid and punched holes', bordered(0.02)],
    ['a seal over the text', sealed(0.5, 0.45, 1.2)],
  ] as const)('%s would be seen without', (_, damage) => {
    const image = damaged(page, damage)
    const grey = {
      ...page,
      data: Uint8Array.from({ length: page.width * page.height }, (_, i) => image.data[3 * i + 1] ?? image.data[i]!),
    }
    const plain = image.channels === 1 ? image : grey
    expect(likeness(inkOf(plain, inkThreshold(plain)), clean)).toBeLessThan(0.97)
  })

  test('nothing is done to a clean page', () => {
    const { image, ink } = preparePage(page)
    expect(image.width).toBe(page.width)
    expect(likeness(ink, inkOf(toGrey(page), inkThreshold(toGrey(page))))).toBeGreaterThan(0.9999)
  })

  test('coloured letters stay', () => {
    const red = { ...page, channels: 3 as const, data: new Uint8Array(3 * page.width * page.height) }
    const grey = toGrey(page)
    for (const [i, value] of grey.data.entries()) red.data.set([200 + (value * 55) / 255, value, value], 3 * i)
    expect(likeness(preparePage(red).ink, clean)).toBeGreaterThan(0.95)
  })
})

describe('how a page lies', () => {
  test.each([0, 90, 180, 270])('turned by %d° and 0.7° more', (degrees) => {
    const prepared = preparePage(damaged(page, turned(0.7), turned(degrees)))
    const found = ((prepared.degrees % 360) + 360) % 360
    expect(Math.abs(((found - degrees - 0.7 + 540) % 360) - 180)).toBeLessThan(0.15)
    expect(prepared.certain).toBe(true)
  })

  test.each([-3.2, -0.8, 0.4, 2])('skew of %d°', (degrees) => {
    expect(preparePage(damaged(page, turned(degrees))).degrees).toBeCloseTo(degrees, 0)
    expect(Math.abs(preparePage(damaged(page, turned(degrees))).degrees - degrees)).toBeLessThan(0.11)
  })

  test('places on the prepared page lead back to the scan', () => {
    const { turn, image } = preparePage(damaged(page, turned(2)))
    const back = (u: number, v: number) => [
      turn.cos * u - turn.sin * v + turn.dx,
      turn.sin * u + turn.cos * v + turn.dy,
    ]
    const [x, y] = back((image.width - 1) / 2, (image.height - 1) / 2)
    expect(x).toBeCloseTo((page.width - 1) / 2, 3)
    expect(y).toBeCloseTo((page.height - 1) / 2, 3)
  })
})

describe('ink and paper', () => {
  const checkered = (dark: number, light: number) => ({
    ...{ width: 64, height: 64 },
    data: Uint8Array.from({ length: 64 * 64 }, (_, i) => ((i >> 3) % 5 === 0 ? dark : light)),
  })

  test.each([
    ['black and white', 0, 255],
    ['grey and lighter grey', 90, 200],
  ])('%s', (_, dark, light) => {
    const image = checkered(dark, light)
    const threshold = inkThreshold(image)
    expect(threshold).toBeGreaterThanOrEqual(dark)
    expect(threshold).toBeLessThan(light)
    expect(inkOf(image, threshold).data.filter(Boolean)).toHaveLength(
      image.data.filter((value) => value === dark).length,
    )
  })

  test('between black and white the middle divides: grey edges of turned letters are shared out', () => {
    expect(inkThreshold(checkered(0, 255))).toBe(127)
  })

  test('an empty page has none', () => {
    const empty = checkered(240, 250)
    expect(inkThreshold(empty)).toBeNull()
    expect(inkOf(empty, null).data.some(Boolean)).toBe(false)
  })
})

test('the lines of a table are found, letters make none', async () => {
  const [annex] = (await drawPages(samplePdf('bao-cao-so-lieu'), 120)).slice(-1)
  const { ink, dpi } = preparePage(annex!)
  const { horizontal, vertical } = findRulings(ink, dpi)
  expect(horizontal.length).toBeGreaterThan(8)
  expect(vertical.length).toBeGreaterThan(5)
  const text = findRulings(clean, 120)
  // The frame around 'KHẨN', and the lines below issuer and motto.
  expect([text.vertical.length, text.horizontal.length]).toEqual([2, 4])
})
