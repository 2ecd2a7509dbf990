import type { Config } from './config.ts'
import { toCookieName } from './parse-session.ts'

/** The same config for another origin of ours. */
export function atOrigin(config: Config, baseUrl: URL): Config {
  const cookieName = toCookieName(config.session.plainCookieName, baseUrl)
  return Object.freeze({
    ...config,
    baseUrl,
    authUrl: `${baseUrl.origin}${config.basePath}`,
    https: baseUrl.protocol === 'https:',
    session: Object.freeze({ ...config.session, cookieName }),
  })
}
