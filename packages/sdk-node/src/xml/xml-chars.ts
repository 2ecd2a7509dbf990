/** White space as XML defines it: nothing beyond these four. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d
}

/**
 * First character of a name without a colon. Works on UTF-16 units: both halves of a character beyond U+FFFF count as
 * letters, and the parser has refused unpaired halves before.
 *
 * @see XML 1.0 (fifth edition) section 2.3, Namespaces in XML 1.0 section 3
 */
export function isNameStart(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
  return wideNameStarts.some(([from, to]) => code >= from && code <= to)
}

/** Further characters of a name without a colon. */
export function isNameChar(code: number): boolean {
  if (isNameStart(code)) return true
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e
  return code === 0xb7 || (code >= 0x300 && code <= 0x36f) || code === 0x203f || code === 0x2040
}

const wideNameStarts: readonly (readonly [number, number])[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  // U+10000 to U+EFFFF: planes 15 and 16, whose first halves start at DB80, are not letters.
  [0xd800, 0xdb7f],
  [0xdc00, 0xdfff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
]

/** The first character that XML does not allow, unpaired surrogates included, or -1. */
export function findIllegalChar(text: string): number {
  return text.search(illegal)
}

// eslint-disable-next-line no-control-regex -- finding control characters is its purpose
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uD800-\uDFFF]/u

/** Whether a character reference may name this code point. */
export function isXmlCodePoint(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
