/** How often a path is decoded to see what a careless server behind us would see. */
export const maxDecodings = 3

/** Percent-encoded text, decoded once; null where the encoding is broken. */
export function findDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
