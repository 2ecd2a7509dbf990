import type { AuthenticationRule } from '../model/authentication-policy.ts'
import { AuthError } from '../model/auth-error.ts'

/** A URL of ours that asks for more was not made by us. */
const maxValues = 20
const maxLength = 200

/**
 * What a sign-in of somebody who is to be checked again has to bring; null: it is an ordinary one. Of `prompt`, `max_age`, `acr_values`
 * and `amr_values`, which a guard puts there. Whoever takes them away signs in ordinarily, and is sent back by that guard.
 *
 * @throws AuthError REQUEST_INVALID
 */
export function parseStepUp(query: URLSearchParams): AuthenticationRule | null {
  if (query.get('prompt') !== 'login') return null
  return {
    maximumAgeSeconds: parseSeconds(query.get('max_age')),
    contexts: parseValues('acr_values', query.get('acr_values')),
    methods: parseValues('amr_values', query.get('amr_values')),
  }
}

/** The same as parameters. */
export function toStepUpParameters(rule: AuthenticationRule | null): Readonly<Record<string, string | null>> {
  if (rule === null) return {}
  return {
    prompt: 'login',
    max_age: rule.maximumAgeSeconds === null ? null : String(rule.maximumAgeSeconds),
    acr_values: rule.contexts.join(' '),
    amr_values: rule.methods.join(' '),
  }
}

function parseSeconds(text: string | null): number | null {
  if (text === null) return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new AuthError('REQUEST_INVALID', `max_age: wanted whole seconds, got '${text.slice(0, 80)}'`)
}

function parseValues(name: string, text: string | null): readonly string[] {
  const values = (text ?? '').split(' ').filter((value) => value !== '')
  if (values.length <= maxValues && values.every((value) => value.length <= maxLength)) return values
  throw new AuthError(
    'REQUEST_INVALID',
    `${name}: wanted at most ${maxValues} values of ${maxLength} characters, got ${values.length} values`,
  )
}
