import { createHash } from 'node:crypto'

/**
 * The CSP source expression that allows an inline element with exactly this text.
 *
 * @see CSP Level 3, section 2.3.1 (hash-source)
 */
export function sha256Source(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}
