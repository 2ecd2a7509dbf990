import { AuthError } from '../model/auth-error.ts'

/** Deeper than anything we read; and far from where a walk through it would exhaust the stack. */
const maxDepth = 32
/** Only what looks like this, or is long enough to be nested deeply, is looked at value by value. */
const suspicious = /__proto__|\\u/i
const longText = 4096
/** What no database takes as text: NUL, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const unstorable = /[\u0000\p{Surrogate}]/u

/**
 * What a JSON text says. Refuses what would be dangerous further on: `__proto__` as a name, nesting without end, text that cannot be stored.
 *
 * @throws AuthError REQUEST_INVALID
 */
export function parseJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AuthError(
      'REQUEST_INVALID',
      `wanted JSON, got ${text === '' ? 'nothing' : `${text.length} characters that are none`}`,
    )
  }
  if (text.length > longText || suspicious.test(text)) check(value, 0)
  return value
}

function check(value: unknown, depth: number): void {
  if (typeof value === 'string') return checkText(value)
  if (typeof value !== 'object' || value === null) return
  if (depth === maxDepth)
    throw new AuthError('REQUEST_INVALID', `wanted JSON at most ${maxDepth} levels deep, it is deeper`)
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) check(item, depth + 1)
    return
  }
  for (const [name, item] of Object.entries(value)) {
    if (name === '__proto__') throw new AuthError('REQUEST_INVALID', "wanted names of attributes, got '__proto__'")
    checkText(name)
    check(item, depth + 1)
  }
}

function checkText(text: string): void {
  if (unstorable.test(text))
    throw new AuthError('REQUEST_INVALID', 'wanted text, got one with a NUL or half of a surrogate pair in it')
}
