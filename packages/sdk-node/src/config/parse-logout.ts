import type { LogoutOptions } from './auth-options.ts'
import type { Config } from './config.ts'
import { parseWebAddress } from './parse-web-address.ts'

/** @param problems takes what is wrong. */
export function parseLogout({ forwardTo = [] }: LogoutOptions, problems: string[]): Config['logout'] {
  const urls = forwardTo.map((text) => parseWebAddress('logout.forwardTo', text, (problem) => problems.push(problem)))
  return Object.freeze({ forwardTo: Object.freeze(urls.filter((url) => url !== null).map((url) => new URL(url))) })
}
