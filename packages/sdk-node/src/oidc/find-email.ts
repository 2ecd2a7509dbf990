import { asciiLowerCase } from '../model/ascii-lower-case.ts'
import type { Identity } from '../model/identity.ts'

/** Longest address SMTP can carry. */
const maxLength = 254

/** No quotes, braces or invisible characters: an object written as JSON or a display name is no address. */
const pattern = /^[^\s\p{C}@"(),:;<>[\]\\{}]+@[^\s\p{C}@"(),:;<>[\]\\{}]+$/u

/** The first value that is an address, lower case: Entra's `preferred_username` may be a telephone number. */
export function findEmail(
  attributes: Identity['attributes'],
  claims: readonly string[],
): { readonly claim: string; readonly address: string } | null {
  for (const claim of claims) {
    const address = attributes[claim]?.find((value) => value.length <= maxLength && pattern.test(value))
    if (address !== undefined) return { claim, address: asciiLowerCase(address) }
  }
  return null
}
