/** The URL, or null where the text is none. */
export function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
