import type { SignalStream } from '../model/connection.ts'
import type { SignalsOptions } from './auth-options.ts'
import { knownSignals } from './known-options.ts'
import { parseWebAddress } from './parse-web-address.ts'
import { isObject, takeKnown } from './take-known.ts'

type Problem = (text: string) => void

const maxLength = 4096

/** @param audience ours, where the options name none. @param problem takes what is wrong. */
export function parseSignals(
  options: SignalsOptions | undefined,
  audience: string,
  problem: Problem,
): SignalStream | null {
  if (options === undefined) return null
  if (!isObject(options)) {
    problem('signals must be an object')
    return null
  }
  const inside = (text: string): void => problem(`signals ${text}`)
  const given = takeKnown(options, knownSignals, inside)
  const issuer = parseWebAddress('issuer', given.issuer, inside)
  if (given.issuer === undefined) inside('needs issuer')
  for (const name of ['audience', 'authorization', 'accessToken'] as const)
    if (given[name] !== undefined && !isHeaderText(given[name]))
      inside(`${name} must be text of 1 to ${maxLength} visible ASCII characters`)
  return Object.freeze({
    issuer: issuer ?? '',
    jwksUri: parseWebAddress('jwksUri', given.jwksUri, inside),
    audience: given.audience ?? audience,
    authorization: given.authorization ?? null,
    pollUrl: parseWebAddress('pollUrl', given.pollUrl, inside),
    accessToken: given.accessToken ?? null,
  })
}

/** Goes into a header, or is compared with one. What it is, is never told. */
function isHeaderText(text: string): boolean {
  return text.length <= maxLength && /^[\x21-\x7e]+(?: +[\x21-\x7e]+)*$/.test(text)
}
