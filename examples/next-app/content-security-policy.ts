import { settings } from './settings.ts'

/**
 * What a page of ours may do. Next writes scripts into its pages; they run by the nonce, and no other inline script does.
 *
 * The sign-in form answers with a redirect to an identity provider, and Chromium and Safari apply `form-action` to every
 * redirect after a form: `'self'` alone would stop people on their way out.
 */
export function toContentSecurityPolicy(nonce: string): string {
  const identity = new URL(settings.identityUrl).origin
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${identity}`,
    `form-action 'self' https: ${identity}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
