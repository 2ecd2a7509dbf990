import type { BrowserWords, Words } from './words.ts'

export function toBrowserWords({ nav, session, team, ended, failure }: Words): BrowserWords {
  return { nav, session, team, ended, failure }
}
