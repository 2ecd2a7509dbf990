/** Puts names into a text: `{organization}` becomes what `values` holds under that word. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, word: string) => values[word] ?? placeholder)
}
