import type { Session } from '../model/session.ts'
import type { SessionRecord } from '../model/session-record.ts'
import type { SessionSecrets, UpstreamTokens } from '../model/session-secrets.ts'

/** Where the secrets of a session are kept. They open nowhere else. */
interface SecretsPlace {
  readonly table: 'sessions'
  /** Id of the session. */
  readonly row: string
  readonly column: 'sealed'
}

/** What seals and opens them: the first secret of the app seals, all open. */
export interface SessionSecretBox {
  readonly seal: (secret: string, place: SecretsPlace) => string
  /** @throws AuthError CONFIG_INVALID when no secret of the app opens it, INTERNAL when it was altered or moved */
  readonly open: (sealed: string, place: SecretsPlace) => string
}

/** All that a record keeps sealed: the secrets, and by which names the identity provider may end the session. */
export interface KeptSecrets extends SessionSecrets {
  readonly upstream: Session['upstream']
}

const placeOf = (id: string): SecretsPlace => ({ table: 'sessions', row: id, column: 'sealed' })

/** Null when there is nothing to keep. The box is loaded when there is something to seal. */
export async function sealSecrets(
  id: string,
  kept: KeptSecrets,
  secretBox: () => Promise<Pick<SessionSecretBox, 'seal'>>,
): Promise<string | null> {
  if (Object.values(kept).every((value) => value === null)) return null
  return (await secretBox()).seal(JSON.stringify(kept), placeOf(id))
}

/**
 * Null when the record keeps none.
 *
 * @throws AuthError when no secret of the app opens them
 */
export function openSecrets(
  { id, sealed }: Pick<SessionRecord, 'id' | 'sealed'>,
  box: Pick<SessionSecretBox, 'open'>,
): KeptSecrets | null {
  if (sealed === null) return null
  // Another version may have kept less.
  const { idToken, nameId, sessionIndex, tokens, roles, upstream } = JSON.parse(box.open(sealed, placeOf(id))) as Stored
  return Object.freeze({
    idToken: idToken ?? null,
    nameId: nameId ?? null,
    sessionIndex: sessionIndex ?? null,
    tokens: tokens === undefined || tokens === null ? null : toTokens(tokens),
    roles: roles === undefined || roles === null ? null : Object.freeze(roles),
    upstream: upstream ?? null,
  })
}

type StoredTokens = Omit<UpstreamTokens, 'expiresAt'> & { readonly expiresAt: string | null }
type Stored = Partial<Omit<KeptSecrets, 'tokens'>> & { readonly tokens?: StoredTokens | null }

/** JSON has no dates. */
function toTokens({ expiresAt, ...tokens }: StoredTokens): UpstreamTokens {
  return Object.freeze({ ...tokens, expiresAt: expiresAt === null ? null : new Date(expiresAt) })
}
