/** First letters of the first and the last word, one for a single word. */
export function toInitials(name: string): string {
  const words = name.split(/[\s@]+/).filter((word) => letter.test(word))
  const ends = words.length > 1 && !name.includes('@') ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => (letter.exec(word ?? '')?.[0] ?? '').toUpperCase()).join('')
}

const letter = /[\p{L}\p{N}]/u
