import { contrast, mix } from './contrast.ts'
import type { Palette } from './palette.ts'

/** What a brand changes of a scheme. */
export type BrandPalette = Pick<
  Palette,
  'ground' | 'glowOne' | 'glowTwo' | 'ring' | 'accent' | 'accentHover' | 'onAccent' | 'accentText' | 'accentSoft'
>

/** Colours of an organization, `#rrggbb`. */
export interface BrandColors {
  readonly primary: string | null
  readonly background: string | null
}

/** What WCAG AA asks of text, and of what else has to be seen. */
const readable = 4.5
const visible = 3
const steps = 20

/**
 * A scheme in the colours of an organization. Every colour will do: where one could not be read or seen, the nearest that can
 * takes its place.
 *
 * @param far where text of the scheme goes to be read better: black in the light one, white in the dark.
 */
export function toBrandPalette(base: Palette, { primary, background }: BrandColors, far: string): BrandPalette {
  const carriesText = (color: string): boolean =>
    [base.text, base.textMuted].every((text) => contrast(text, color) >= readable)
  const color = primary ?? base.accent
  const ground = background === null ? base.ground : nearest(background, base.ground, carriesText)
  const accentSoft = mix(base.surface, color, 0.15)
  const glow = nearest(mix(ground, color, 0.12), ground, carriesText)
  const accent = nearest(color, far, (one) => contrast(one, base.surface) >= visible)
  const onAccent = contrast('#ffffff', accent) >= readable ? '#ffffff' : '#000000'
  const unders = [ground, glow, accentSoft, base.surface, base.surfaceRaised, base.surfaceSunken]
  return {
    ground,
    glowOne: glow,
    glowTwo: glow,
    ring: `${accent}14`,
    accent,
    // Away from the text on it.
    accentHover: mix(accent, onAccent === '#ffffff' ? '#000000' : '#ffffff', 0.15),
    onAccent,
    accentText: nearest(accent, far, (one) => unders.every((under) => contrast(one, under) >= readable)),
    accentSoft,
  }
}

/** The first on the way from a colour to a better one that is good enough. */
function nearest(from: string, to: string, isGood: (color: string) => boolean): string {
  for (let step = 0; step < steps; step++) {
    const color = mix(from, to, step / steps)
    if (isGood(color)) return color
  }
  return to
}
