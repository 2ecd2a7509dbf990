import { requestInvalid } from './request-invalid.ts'

/** Controls, separators of lines, halves of a character, and what turns the direction of the text around it. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

/** One line of text that people read. @throws AuthError REQUEST_INVALID */
export function parseLine(given: unknown, name: string, maxLength: number): string {
  const text = typeof given === 'string' ? given.trim() : ''
  if (text === '' || text.length > maxLength || unfit.test(text))
    throw requestInvalid(name, `1 to ${maxLength} characters on one line, without control characters`, given)
  return text
}
