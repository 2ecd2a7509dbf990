/**
 * Sources for the `form-action` directive of a form that leads on to an application, and from there perhaps to another
 * origin of it: nobody can list them, so whole schemes. Plain http only for a service that speaks it itself.
 */
export function toFormAction(issuer: URL): string {
  return issuer.protocol === 'https:' ? `'self' https:` : `'self' https: http:`
}
