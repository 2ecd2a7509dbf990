import { sha256Source } from './sha256-source.ts'

/** A script that a page carries in itself, with the CSP source that allows exactly these bytes. */
export interface InlineScript {
  readonly text: string
  readonly source: string
}

/**
 * Makes a script for {@link renderPage}. Call it once, when the module loads: the hash is computed here. The text is a
 * constant of yours; never build it from data.
 */
export function createInlineScript(text: string): InlineScript {
  if (/<[/!]/.test(text))
    throw new TypeError('An inline script must not contain "</" or "<!": it could end its element')
  return Object.freeze({ text, source: sha256Source(text) })
}
