/** The e-mail address in what a person typed; null when it cannot be one. The server looks closer. */
export function toAddress(typed: string): string | null {
  // Full-width letters are a keyboard's habit.
  const text = typed.normalize('NFKC').trim()
  return /^[^\s@]+@[^\s@]+$/.test(text) ? text : null
}
