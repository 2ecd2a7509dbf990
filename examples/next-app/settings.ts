import { randomBytes } from 'node:crypto'

/** What the environment says. */
export interface Settings {
  /** Where people reach the app. */
  readonly appUrl: string
  /** Seals the sessions: at least 32 characters, and a secret. */
  readonly authSecret: string
  /** Where Acme's and Globex's people sign in. */
  readonly identityUrl: string
  /** Our secret at Globex's OpenID provider. */
  readonly globexClientSecret: string
}

const variables: Readonly<Record<keyof Settings, string>> = {
  appUrl: 'APP_URL',
  authSecret: 'AUTH_SECRET',
  identityUrl: 'IDENTITY_URL',
  globexClientSecret: 'GLOBEX_CLIENT_SECRET',
}

/** @throws Error naming every variable that is missing. */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = env['NEXT_PHASE'] === 'phase-production-build' ? { ...createBuildSettings(), ...env } : env
  const missing = Object.values(variables).filter((name) => !given[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')}: see examples/next-app/settings.ts.`)
  const read = (name: keyof Settings): string => given[variables[name]] ?? ''
  return {
    appUrl: read('appUrl'),
    authSecret: read('authSecret'),
    identityUrl: read('identityUrl'),
    globexClientSecret: read('globexClientSecret'),
  }
}

/** `next build` loads every module, but nobody signs in then: anything will do, if nobody can guess the secret. */
function createBuildSettings(): Readonly<Record<string, string>> {
  const secret = randomBytes(32).toString('base64url')
  return {
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: secret,
    IDENTITY_URL: 'http://localhost:4000',
    GLOBEX_CLIENT_SECRET: secret,
  }
}

export const settings: Settings = parseSettings(process.env)
