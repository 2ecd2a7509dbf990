const maxLength = 200

/** A value from outside as one short line for `detail`: no control or formatting characters, at most 200 of the rest. */
export function toPrintable(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  const clean = text.slice(0, maxLength * 2).replace(/\p{C}+/gu, ' ')
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean
}
