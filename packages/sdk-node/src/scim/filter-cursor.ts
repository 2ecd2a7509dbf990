import { AuthError } from '../model/auth-error.ts'

/** Where the reading of a filter stands. White space between words is passed over. */
export interface FilterCursor {
  /** True, and past it, when that character is next. */
  readonly take: (character: string) => boolean
  /** True, and past it, when that word is next, whatever its case. */
  readonly takeWordIf: (word: string) => boolean
  /** Up to white space, a bracket or a quotation mark; empty: no word is next. */
  readonly takeWord: () => string
  /** A JSON string; null: none is next. @throws AuthError SCIM_FILTER_INVALID */
  readonly takeText: () => string | null
  /** What has not been read, from the next character that is no white space. */
  readonly rest: () => string
  /** @throws AuthError SCIM_FILTER_INVALID always */
  readonly fail: (wanted: string) => never
}

/** What no store can even look for: NUL, and halves of surrogate pairs. */
const unstorable = /[\0\p{Surrogate}]/u

/** Character codes of what ends a word. */
const wordEnds: ReadonlySet<number> = new Set(Array.from(' \t()[]"', (character) => character.charCodeAt(0)))

/** Reads each character once: no pattern that could go back. */
export function createFilterCursor(text: string): FilterCursor {
  let at = 0
  const skip = (): void => {
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1
  }
  const fail = (wanted: string): never => {
    const got = at < text.length ? `'${text.slice(at, at + 20)}'` : 'its end'
    throw new AuthError('SCIM_FILTER_INVALID', `filter, character ${at + 1}: wanted ${wanted}, got ${got}`)
  }
  const peekWord = (): string => {
    skip()
    let end = at
    while (end < text.length && !wordEnds.has(text.charCodeAt(end))) end += 1
    return text.slice(at, end)
  }
  const pass = (length: number): true => {
    at += length
    return true
  }
  return {
    take(character) {
      skip()
      return text.charAt(at) === character && pass(1)
    },
    takeWordIf: (word) => peekWord().toLowerCase() === word && pass(word.length),
    takeWord() {
      const word = peekWord()
      pass(word.length)
      return word
    },
    takeText() {
      skip()
      if (text.charAt(at) !== '"') return null
      let end = at + 1
      while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1
      const parsed = parseJsonString(text.slice(at, end + 1)) ?? fail('a JSON string')
      pass(end + 1 - at)
      return parsed
    },
    rest() {
      skip()
      return text.slice(at)
    },
    fail,
  }
}

function parseJsonString(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' && !unstorable.test(value) ? value : null
  } catch {
    return null
  }
}
