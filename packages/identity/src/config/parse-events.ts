import { isLoopback } from '@launchpad-sso/sdk-node/node'
import type { Application } from '../applications/application.ts'
import type { Fields } from './fields.ts'
import { parseUrl } from './parse-url.ts'

/** @param fields of an application; their secret stays out of problems. */
export function parseEvents(fields: Fields): Application['events'] {
  const [text, secret] = [fields.optionalText('eventsUrl'), fields.optionalText('eventsSecret')]
  if (text === null && secret === null) return null
  const url = text === null ? null : parseUrl(text)
  if (text === null) fields.problem('eventsUrl', 'is missing, and there is an eventsSecret')
  else if (url === null || (url.protocol === 'http:' && !isLoopback(url.hostname)))
    fields.problem('eventsUrl', `must be an https URL (http only on loopback), is '${text}'`)
  if (secret === null) fields.problem('eventsSecret', 'is missing, and there is an eventsUrl')
  else if (!/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/.test(secret))
    fields.problem('eventsSecret', "must be 'whsec_' and 24 to 64 bytes in base64")
  return { url: url?.href ?? '', secret: secret ?? '' }
}
