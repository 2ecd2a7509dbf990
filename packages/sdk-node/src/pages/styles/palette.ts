/** The colours of one scheme. `palette.test.ts` holds the contrasts that WCAG AA asks of them. */
export interface Palette {
  readonly ground: string
  /** Two tints that the ground fades into. */
  readonly glowOne: string
  readonly glowTwo: string
  readonly ring: string
  readonly surface: string
  readonly surfaceRaised: string
  readonly surfaceSunken: string
  readonly border: string
  /** Edge of a field: 3:1 against the surface, so that one sees where to type. */
  readonly borderStrong: string
  readonly text: string
  readonly textMuted: string
  readonly accent: string
  readonly accentHover: string
  readonly onAccent: string
  readonly accentText: string
  readonly accentSoft: string
  readonly danger: string
  readonly dangerHover: string
  readonly onDanger: string
  readonly dangerText: string
  readonly dangerSoft: string
  readonly successText: string
  readonly successSoft: string
  readonly warningText: string
  readonly warningSoft: string
}

export const light: Palette = {
  ground: '#f4f6fb',
  glowOne: '#dbe6ff',
  glowTwo: '#d9f3ef',
  ring: '#1d4fd714',
  surface: '#ffffff',
  surfaceRaised: '#ffffff',
  surfaceSunken: '#f4f6fb',
  border: '#dfe4ee',
  borderStrong: '#7f8aa3',
  text: '#111a2e',
  textMuted: '#515d75',
  accent: '#1d4fd7',
  accentHover: '#163fb0',
  onAccent: '#ffffff',
  accentText: '#1a49c8',
  accentSoft: '#e8eefe',
  danger: '#c0272d',
  dangerHover: '#9f1d23',
  onDanger: '#ffffff',
  dangerText: '#a31b21',
  dangerSoft: '#fdecec',
  successText: '#0f6a47',
  successSoft: '#e2f6ed',
  warningText: '#85500a',
  warningSoft: '#fdf1dc',
}

export const dark: Palette = {
  ground: '#0b111e',
  glowOne: '#15264f',
  glowTwo: '#0e2c33',
  ring: '#8fb0ff12',
  surface: '#141c2d',
  surfaceRaised: '#1a2438',
  surfaceSunken: '#0f1626',
  border: '#28344b',
  borderStrong: '#6d7c9c',
  text: '#e9eef9',
  textMuted: '#a4b0c8',
  accent: '#2f63ea',
  accentHover: '#2656d3',
  onAccent: '#ffffff',
  accentText: '#9db9ff',
  accentSoft: '#1b2b55',
  danger: '#cf3a3f',
  dangerHover: '#c22f35',
  onDanger: '#ffffff',
  dangerText: '#ffaaa8',
  dangerSoft: '#3d1b22',
  successText: '#7fdcb4',
  successSoft: '#10362c',
  warningText: '#f3c377',
  warningSoft: '#3b2b12',
}

/** `accentHover` to `--accent-hover`. */
export function toCustomProperties(palette: Partial<Palette>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${String(value)};`)
    .join('')
}
