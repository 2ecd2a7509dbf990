import { expect, test } from 'vitest'
import { toBrandPalette, type BrandColors } from './brand-palette.ts'
import { contrast } from './contrast.ts'
import { dark, light, type Palette } from './palette.ts'

const levels = ['00', '40', '80', 'bf', 'ff']
/** Of every kind: 125 in a grid, and some that organizations really have. */
const colors = [
  ...levels.flatMap((red) => levels.flatMap((green) => levels.map((blue) => `#${red}${green}${blue}`))),
  '#ffcc00',
  '#e60000',
  '#777777',
  '#767676',
]
const brands: readonly BrandColors[] = [
  ...colors.map((primary) => ({ primary, background: null })),
  ...colors.map((background) => ({ primary: null, background })),
  ...colors.map((one, index) => ({ primary: one, background: colors[(index * 37) % colors.length] ?? one })),
]
const schemes = [
  ['light', light, '#000000'],
  ['dark', dark, '#ffffff'],
] as const

type Pair = readonly [over: keyof Palette, under: keyof Palette]
const texts: readonly Pair[] = [
  ...(['text', 'textMuted', 'accentText'] as const).flatMap((text) =>
    (['ground', 'glowOne', 'glowTwo', 'surface', 'surfaceRaised', 'surfaceSunken', 'accentSoft'] as const).map(
      (under): Pair => [text, under],
    ),
  ),
  ['onAccent', 'accent'],
  ['onAccent', 'accentHover'],
]

test('knows the contrasts that WCAG gives as examples', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2)
})

test.each(schemes)('every text of the %s scheme can be read, whatever the colours: 4.5 to 1', (_, base, far) => {
  const weak = brands.flatMap((brand) => {
    const palette = { ...base, ...toBrandPalette(base, brand, far) }
    return texts
      .filter(([over, under]) => contrast(palette[over], palette[under]) < 4.5)
      .map(([over, under]) => `${over} on ${under}, ${JSON.stringify(brand)}`)
  })
  expect(weak).toEqual([])
})

test.each(schemes)('buttons of the %s scheme can be seen, whatever the colours: 3 to 1', (_, base, far) => {
  const hidden = colors.filter(
    (primary) => contrast(toBrandPalette(base, { primary, background: null }, far).accent, base.surface) < 3,
  )
  expect(hidden).toEqual([])
})

test('leaves a colour as it is where it can be seen', () => {
  const brand = { primary: '#b02a5b', background: '#fff7f0' }
  expect(toBrandPalette(light, brand, '#000000')).toMatchObject({ accent: '#b02a5b', ground: '#fff7f0' })
})
