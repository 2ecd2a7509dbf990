import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import { draftSuccess } from '../model/draft-event.ts'
import type { ScimTokenValues } from '../model/event.ts'
import { isPublicId } from '../model/is-public-id.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { ScimToken } from '../model/scim-token.ts'
import { toWriter, type WriteContext, type Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import type { ManagedScimToken, ManageScim, ScimTokenDraft } from './manage-scim.ts'
import { parseTokenDraft } from './parse-token-draft.ts'
import { createTokenText } from './scim-token-form.ts'

export interface ManageScimOptions {
  readonly store: Pick<Store, 'connections' | 'scimTokens'>
  readonly now: () => Date
  /** Of the SCIM endpoint. */
  readonly baseUrl: string
  readonly hashToken: (token: string) => string
}

/** Two are needed to rotate; more than ten nobody oversees. */
const maxTokens = 10

/** Tokens of SCIM clients. */
export function createManageScim(options: ManageScimOptions): ManageScim {
  const { store, baseUrl } = options
  return Object.freeze({
    baseUrl: async () => baseUrl,
    createToken: async (organizationId, connectionId, draft, context) =>
      createToken(organizationId, connectionId, draft, toWriter(context), options),
    listTokens: async (organizationId, connectionId) => {
      await getConnection(organizationId, connectionId, options)
      return (await store.scimTokens.list(organizationId, connectionId)).map(toManaged)
    },
    revokeToken: async (organizationId, connectionId, tokenId, context) =>
      revokeToken(organizationId, connectionId, tokenId, context, options),
  } satisfies ManageScim)
}

async function createToken(
  organizationId: string,
  connectionId: string,
  draft: ScimTokenDraft | undefined,
  writer: Writer,
  options: ManageScimOptions,
): Promise<{ readonly token: string; readonly details: ManagedScimToken }> {
  const { store, hashToken } = options
  const now = options.now()
  const { name, scopes, expiresAt } = parseTokenDraft(draft, now)
  const connection = await getConnection(organizationId, connectionId, options)
  checkMode(connection)
  const existing = await store.scimTokens.list(organizationId, connectionId)
  if (existing.length >= maxTokens)
    throw new AuthError(
      'CONNECTION_CONFLICT',
      `connection '${connectionId}': wanted at most ${maxTokens} tokens, it has ${existing.length}: revoke one first`,
    )
  const text = createTokenText()
  const ids = { id: randomUUID(), organizationId, connectionId, hash: hashToken(text) }
  const token = { ...ids, name, scopes, createdAt: now, createdBy: writer.actor, expiresAt, lastUsedAt: null }
  const event = draftSuccess(
    { type: 'scim.token_created', ...frameOf(token, writer, now), data: { old: null, new: toValues(token) } },
    writer.origin,
  )
  // The connection was removed meanwhile.
  if (!(await store.scimTokens.insert(token, [event]))) throw notFound(organizationId, connectionId)
  return { token: text, details: toManaged(token) }
}

async function revokeToken(
  organizationId: string,
  connectionId: string,
  tokenId: string,
  context: WriteContext | undefined,
  { store, now }: ManageScimOptions,
): Promise<void> {
  const writer = toWriter(context)
  const tokens = isPublicId(organizationId) && isPublicId(connectionId) ? store.scimTokens : null
  const token = (await tokens?.list(organizationId, connectionId))?.find(({ id }) => id === tokenId)
  if (token !== undefined) {
    const data = { old: toValues(token), new: null }
    const event = draftSuccess({ type: 'scim.token_revoked', ...frameOf(token, writer, now()), data }, writer.origin)
    if (await store.scimTokens.remove(organizationId, connectionId, token.id, [event])) return
  }
  throw new AuthError(
    'SCIM_TOKEN_NOT_FOUND',
    `connection '${shorten(connectionId)}' of organization '${shorten(organizationId)}' has no token '${shorten(tokenId)}'`,
  )
}

/** @throws AuthError CONNECTION_NOT_FOUND, for another organization's too: nobody learns that it exists. */
async function getConnection(
  organizationId: string,
  connectionId: string,
  { store }: ManageScimOptions,
): Promise<ConnectionRecord> {
  const found = isPublicId(connectionId) ? await store.connections.find(connectionId) : null
  if (found?.organizationId === organizationId) return found
  throw notFound(organizationId, connectionId)
}

function notFound(organizationId: string, connectionId: string): AuthError {
  return new AuthError(
    'CONNECTION_NOT_FOUND',
    `organization '${shorten(organizationId)}' has no connection '${shorten(connectionId)}' in the store`,
  )
}

function checkMode({ id, provisioning: { mode } }: ConnectionRecord): void {
  if (mode !== 'scim')
    throw new AuthError('CONNECTION_CONFLICT', `connection '${id}': wanted provisioning mode 'scim', it is '${mode}'`)
}

type Frame = {
  readonly organizationId: string
  readonly occurredAt: Date
  readonly actor: Writer['actor']
  readonly target: { readonly type: 'connection'; readonly id: string }
}

function frameOf({ organizationId, connectionId }: ScimToken, { actor }: Writer, now: Date): Frame {
  return { organizationId, occurredAt: now, actor, target: { type: 'connection', id: connectionId } }
}

function toValues({ id, name, scopes, expiresAt }: ScimToken): ScimTokenValues {
  return { tokenId: id, name, scopes, expiresAt: expiresAt?.toISOString() ?? null }
}

function toManaged({ hash: _, ...managed }: ScimToken): ManagedScimToken {
  return managed
}

function shorten(id: unknown): string {
  return String(id).slice(0, 80)
}
