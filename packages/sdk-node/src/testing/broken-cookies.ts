import { createSession } from '../sessions/create-session.ts'
import { createKeyRing } from '../sessions/key-ring.ts'
import { createSessionSeal } from '../sessions/session-seal.ts'

/** `Cookie` headers that must count as no session, made of one that does. @param cookie `name=value` of a live session */
export async function createBrokenCookies(cookie: string): Promise<Readonly<Record<string, string>>> {
  const equals = cookie.indexOf('=')
  const [name, value] = [cookie.slice(0, equals), cookie.slice(equals + 1)]
  const foreign = await sealForeign()
  return {
    tampered: cookie.replace(/.(?=~2)/, (last) => (last === 'A' ? 'B' : 'A')),
    'without its end': cookie.slice(0, -10),
    'without its second half': `${name}=${value.slice(0, value.length / 2)}`,
    empty: `${name}=`,
    'sealed with the secret of somebody else': `${name}=${foreign}`,
    'oversized junk': `${name}=${'A'.repeat(7000)}`,
    'oversized by junk behind it': `${cookie}${'A'.repeat(5000)}`,
    'doubled, planted in front': `${name}=${foreign}; ${cookie}`,
    'doubled, planted behind': `${cookie}; ${name}=${foreign}`,
  }
}

function sealForeign(): Promise<string> {
  const draft = {
    user: { id: 'mallory', email: 'ana@acme.test', name: null },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
  }
  const session = createSession(draft, { idleSeconds: 3600, absoluteSeconds: 3600 }, new Date())
  return createSessionSeal(createKeyRing(['test-secret-of-somebody-else-altogether'])).seal(session)
}
