import { defaultProvisioning, type ProvisioningPolicy } from '../model/provisioning.ts'
import { knownProvisioning } from './known-options.ts'
import { takeKnown } from './take-known.ts'

/** @param problem takes what is wrong. */
export function parseProvisioning(
  given: Partial<ProvisioningPolicy>,
  isManaged: boolean,
  problem: (text: string) => void,
): ProvisioningPolicy {
  const { mode, matchBy, caseSensitive } = takeKnown(given, knownProvisioning, (text) =>
    problem(`provisioning ${text}`),
  )
  // Its tokens, and the people it brings, are in the store with it.
  if (mode === 'scim' && !isManaged)
    problem("provisioning mode 'scim' needs a connection in the store (auth.connections), this is one of the options")
  return Object.freeze({
    mode: mode ?? defaultProvisioning.mode,
    matchBy: matchBy ?? defaultProvisioning.matchBy,
    caseSensitive: caseSensitive ?? defaultProvisioning.caseSensitive,
  })
}
