import type { AuthEvent } from '../model/event.ts'

/** What a token is about. @see RFC 9493 */
export type SetSubject =
  | { readonly format: 'scim'; readonly uri: string; readonly externalId?: string }
  | { readonly format: 'opaque'; readonly id: string }

/**
 * People and groups by their place in SCIM; what SCIM does not know by its id.
 *
 * @see RFC 9967, section 2.1; RFC 9493, section 3.2.4
 */
export function toSetSubject({ target, data }: Pick<AuthEvent, 'target' | 'data'>): SetSubject {
  if (target.type !== 'user' && target.type !== 'group') return { format: 'opaque', id: target.id }
  const externalId = findExternalId(data)
  const uri = `/${target.type === 'user' ? 'Users' : 'Groups'}/${target.id}`
  return { format: 'scim', uri, ...(externalId !== null && { externalId }) }
}

/** As far as the event tells it: one that did not change is not in it. */
function findExternalId(data: object): string | null {
  for (const name of ['new', 'old']) {
    const values: unknown = Reflect.get(data, name)
    const found: unknown = typeof values === 'object' && values !== null ? Reflect.get(values, 'externalId') : null
    if (typeof found === 'string') return found
  }
  return null
}
