import type { ProvisioningPolicy } from '../model/provisioning.ts'
import { isPlainObject } from './take-settings.ts'

const choices = {
  mode: ['jit', 'pre-provisioned', 'scim'],
  matchBy: ['email', 'username', 'nameid', 'subject'],
  caseSensitive: [true, false],
} as const satisfies { readonly [Name in keyof ProvisioningPolicy]: readonly ProvisioningPolicy[Name][] }

/** @param problems takes what is wrong. */
export function parsePolicy(given: unknown, problems: string[]): Partial<ProvisioningPolicy> | null | undefined {
  if (given === undefined || given === null) return given
  if (!isPlainObject(given)) {
    problems.push('provisioning must be an object')
    return null
  }
  const known = Object.entries(given).filter(([name, value]) => {
    const allowed: readonly unknown[] | null = Object.hasOwn(choices, name)
      ? choices[name as keyof typeof choices]
      : null
    if (allowed === null) problems.push(`provisioning does not know '${name.slice(0, 80)}'`)
    else if (value !== undefined && !allowed.includes(value))
      problems.push(`provisioning.${name} must be ${allowed.map((one) => JSON.stringify(one)).join(' or ')}`)
    return value !== undefined
  })
  return Object.fromEntries(known)
}
