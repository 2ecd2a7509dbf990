/** Most browsers say that they are others, too: the first one that fits counts. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|OPiOS|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
]

const systems = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

const handheld = new Set(['Android', 'iPhone', 'iPad'])

/** What a browser says of itself, for people. It can say anything: this recognizes a device, and proves nothing. */
export function describeDevice({ sessions: text }, { userAgent }) {
  const find = (list) => list.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? null
  const [browser, system] = [find(browsers), find(systems)]
  const name =
    browser !== null && system !== null ? text.on(browser, system) : (browser ?? system ?? text.unknownDevice)
  return { name, isHandheld: handheld.has(system) }
}
