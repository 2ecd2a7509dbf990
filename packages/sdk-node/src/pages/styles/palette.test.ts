import { expect, test } from 'vitest'
import { dark, light, type Palette } from './palette.ts'

/** @see WCAG 2.2, relative luminance and contrast ratio */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

type Pair = readonly [over: keyof Palette, under: keyof Palette]

/** Text, and what it stands on. */
const texts: readonly Pair[] = [
  ...(['text', 'textMuted', 'accentText'] as const).flatMap((text) =>
    (['ground', 'glowOne', 'glowTwo', 'surface', 'surfaceRaised', 'surfaceSunken', 'accentSoft'] as const).map(
      (under): Pair => [text, under],
    ),
  ),
  ['onAccent', 'accent'],
  ['onAccent', 'accentHover'],
  ['onDanger', 'danger'],
  ['onDanger', 'dangerHover'],
  ['dangerText', 'dangerSoft'],
  ['dangerText', 'surface'],
  ['successText', 'successSoft'],
  ['warningText', 'warningSoft'],
]

const schemes = [
  ['light', light],
  ['dark', dark],
] as const

const tooWeak = (palette: Palette, pairs: readonly Pair[], least: number): readonly string[] =>
  pairs
    .filter(([over, under]) => contrast(palette[over], palette[under]) < least)
    .map(([over, under]) => `${over} on ${under}`)

test.each(schemes)('every text of the %s scheme can be read: 4.5 to 1', (_, palette) => {
  expect(tooWeak(palette, texts, 4.5)).toEqual([])
})

test.each(schemes)('edges of fields and the focus ring of the %s scheme can be seen: 3 to 1', (_, palette) => {
  const edges = (['borderStrong', 'accentText'] as const).flatMap((edge) =>
    (['surface', 'ground', 'surfaceRaised'] as const).map((under): Pair => [edge, under]),
  )
  expect(tooWeak(palette, edges, 3)).toEqual([])
})
