import type { SamlConnection } from '../model/connection.ts'
import type { SamlConnectionOptions } from './auth-options.ts'
import type { ConnectionCommon } from './connection-common.ts'
import { parseWebAddress } from './parse-web-address.ts'
import type { ReadMetadata } from './saml-readers.ts'

/**
 * What can be known to be wrong before the metadata is. Metadata may offer what nobody here wants to use, so that alone is no problem.
 *
 * @param problem takes what is wrong.
 */
export function checkSlo(
  { sloUrl, sloResponseUrl, signingKey }: SamlConnectionOptions,
  { singleLogout, redirectLogoutUrl }: Pick<ConnectionCommon, 'singleLogout' | 'redirectLogoutUrl'>,
  problem: (text: string) => void,
): void {
  parseWebAddress('sloUrl', sloUrl, problem)
  parseWebAddress('sloResponseUrl', sloResponseUrl, problem)
  if (signingKey !== undefined) return
  if (sloUrl !== undefined) problem('sloUrl needs a signingKey: logout messages are signed')
  else if (singleLogout && redirectLogoutUrl === null)
    problem('singleLogout needs a signingKey, because logout messages are signed, or a redirectLogoutUrl')
}

/** What was written by hand counts more than what the metadata says. An address by hand takes its answers too, unless another does. */
export function findSlo(
  { sloUrl, sloResponseUrl, sloBinding }: SamlConnectionOptions,
  metadata: ReadMetadata | null,
): SamlConnection['slo'] {
  const offered = metadata?.slo ?? []
  const wanted = offered.find(({ binding }) => binding === (sloBinding ?? 'redirect'))
  const found = wanted ?? (sloBinding === undefined || sloUrl !== undefined ? offered[0] : undefined)
  if (sloUrl !== undefined)
    return Object.freeze({
      url: sloUrl,
      responseUrl: sloResponseUrl ?? sloUrl,
      binding: sloBinding ?? found?.binding ?? 'redirect',
    })
  if (found === undefined) return null
  return Object.freeze({ ...found, responseUrl: sloResponseUrl ?? found.responseUrl })
}
