/** What stands in the way of signing in; a new object each time, so that the same one twice is noticed twice. */
export interface Problem {
  /** Also the name of its message. */
  readonly kind: 'emailInvalid' | 'organizationUnknown' | 'passwordWrong' | 'tooManyAttempts' | 'unreachable'
}

/** Words with which the SDK sends people back to the app's page. */
const byWord: ReadonlyMap<string | null, Problem> = new Map([
  ['email_invalid', { kind: 'emailInvalid' }],
  ['email_unknown', { kind: 'organizationUnknown' }],
])

/** The problem behind a word; null for other words, which may be the app's own. */
export function findProblem(word: string | null): Problem | null {
  return byWord.get(word) ?? null
}

/** True for what the person can mend in a field. */
export function isAboutField({ kind }: Problem): boolean {
  return kind === 'emailInvalid' || kind === 'organizationUnknown' || kind === 'passwordWrong'
}
