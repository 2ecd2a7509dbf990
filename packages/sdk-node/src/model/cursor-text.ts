/** The parts of a cursor as text that means nothing to who keeps it. */
export function toCursorText(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The parts again, whatever they are: anybody can make a cursor up. Empty for what is none. */
export function readCursorText(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(value) ? (value as readonly unknown[]) : []
  } catch {
    return []
  }
}
