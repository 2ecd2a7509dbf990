/** Where a sign-in starts. Hints without a value are left out. */
export function toLoginUrl(basePath: string, hints: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(hints).filter((hint): hint is [string, string] => Boolean(hint[1]))
  const query = String(new URLSearchParams(given))
  return `${basePath}/login${query && '?'}${query}`
}
