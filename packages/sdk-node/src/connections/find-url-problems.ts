import type { Settings } from './take-settings.ts'

const maxLength = 2000

/** @returns what is wrong with the addresses somebody gave. */
export function findUrlProblems({ metadataUrl, ssoUrl, issuer }: Settings): readonly string[] {
  return [
    ...(metadataUrl === undefined
      ? []
      : findProblem('metadataUrl', metadataUrl, isSecure, 'an https URL (http only on loopback)')),
    // People are sent there: a script address would run on our own page.
    ...(ssoUrl === undefined ? [] : findProblem('ssoUrl', ssoUrl, isWeb, 'an http or https URL')),
    ...(issuer === undefined ? [] : findProblem('issuer', issuer, isWeb, 'an http or https URL')),
  ]
}

function findProblem(name: string, value: unknown, fits: (url: URL) => boolean, wanted: string): readonly string[] {
  const url = typeof value === 'string' && value.length <= maxLength && URL.canParse(value) ? new URL(value) : null
  // Settings are shown to people.
  if (url !== null && (url.username !== '' || url.password !== ''))
    return [`${name} must hold no user name and no password`]
  if (url !== null && fits(url)) return []
  return [
    `${name} must be ${wanted}, is ${typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : typeof value}`,
  ]
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

/** What is reached in the end is the fetch's decision: it refuses loopback too, unless the app's own says otherwise. */
function isSecure({ protocol, hostname }: URL): boolean {
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && /^(localhost|(.+\.)localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
  )
}
