import type { TxtAnswer } from './txt-answer.ts'

/** The TXT values that were there, as pages and logs may show them: whoever owns the domain may have written anything. */
export function shortenFound(answer: TxtAnswer, maxValues: number, maxLength: number): readonly string[] {
  if (answer.kind !== 'records') return []
  return answer.records.slice(0, maxValues).map((text) => text.slice(0, maxLength).replaceAll(/\p{C}+/gu, ' '))
}
