/** Something the person at the terminal can mend. The message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
