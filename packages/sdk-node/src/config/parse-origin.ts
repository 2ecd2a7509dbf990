import { isLoopback } from './loopback.ts'
import type { Problems } from './surroundings.ts'
import { toUrl } from './to-url.ts'

/** One origin of ours. What is wrong with it goes to `problems`. @param name what the text is called there. */
export function parseOrigin(name: string, text: unknown, problems: Problems): URL | null {
  const url = typeof text === 'string' ? toUrl(text) : null
  if (url === null) problems.push(`${name} must be an absolute URL, is '${String(text)}'`)
  else if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    problems.push(`${name} must be an origin without a path, is '${url.href}'`)
  else if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    problems.push(`${name} must be https (http only on loopback), is '${url.href}'`)
  return url
}
