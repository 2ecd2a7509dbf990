import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'

type Kind = readonly [name: string, pattern: RegExp]

/** Most browsers say that they are others, too: the first one that fits counts. */
const browsers: readonly Kind[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|OPiOS|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
]

const systems: readonly Kind[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

const handheld: ReadonlySet<string | null> = new Set(['Android', 'iPhone', 'iPad'])

/** What a browser says of itself, for people. It can say anything: this recognizes a device, and proves nothing. */
export function describeDevice(
  userAgent: string | null,
  words: Words['sessions'],
): { readonly name: string; readonly isHandheld: boolean } {
  const find = (kinds: readonly Kind[]): string | null =>
    kinds.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? null
  const [browser, system] = [find(browsers), find(systems)]
  const name =
    browser !== null && system !== null
      ? fill(words.on, { browser, system })
      : (browser ?? system ?? words.unknownDevice)
  return { name, isHandheld: handheld.has(system) }
}
