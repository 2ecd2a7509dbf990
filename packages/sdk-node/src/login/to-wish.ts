import type { AuthenticationRule } from '../model/authentication-policy.ts'
import type { Ask } from '../ports/protocol.ts'
import type { Connection } from '../model/connection.ts'

/** What identity providers are asked, so that their answer satisfies the organization, and the guard that sent the person. */
export function toWish(
  policy: AuthenticationRule,
  stepUp: AuthenticationRule | null,
): Pick<Ask<Connection>, 'forceAuthn' | 'wish'> {
  const { maximumAgeSeconds } = policy
  return {
    forceAuthn: stepUp !== null || maximumAgeSeconds === 0,
    wish: {
      maximumAgeSeconds,
      contexts: joinContexts(policy.contexts, stepUp?.contexts ?? []),
      methods: stepUp?.methods ?? policy.methods,
    },
  }
}

/** Those that satisfy both; where there is no such context, `methods` have to: then those of the guard, which is who sent the person. */
function joinContexts(first: readonly string[], second: readonly string[]): readonly string[] {
  if (first.length === 0 || second.length === 0) return first.length === 0 ? second : first
  const both = second.filter((context) => first.includes(context))
  return both.length === 0 ? second : both
}
