import type { ConnectionRecord, MetadataRefresh, RetiringCertificate } from '../model/connection-record.ts'
import type { IdpCertificate } from '../model/connection.ts'
import { draftSuccess } from '../model/draft-event.ts'
import type { EventDraft } from '../model/event.ts'
import type { Writer } from '../model/write-context.ts'
import { frameOf } from './connection-events.ts'
import type { ConnectionTools, IdpDocument } from './connection-tools.ts'
import type { ConnectionChange } from './change-connection.ts'
import { fetchMetadata } from './fetch-metadata.ts'
import { findKnownDocument, readIdpDocument } from './read-idp-document.ts'
import { nextRefreshAt, overlapMs } from './refresh-times.ts'
import { reachOf } from './resolve-source.ts'
import { isSame } from './to-connection-values.ts'

/** The newest. Whoever controls the document can change it at every reading, and each one is tried on a signature. */
const maxRetiring = 20

type Refreshed = ConnectionRecord & { readonly metadataRefresh: MetadataRefresh }

/** True for a connection that has a metadata URL. */
export function isRefreshed(record: ConnectionRecord): record is Refreshed {
  return record.metadataRefresh !== null
}

/**
 * Reads a connection's metadata anew. It has to be about the same entity: a document that suddenly speaks for another one is
 * a mistake or an attack, and an administrator can give the URL again. Certificates that it does not name any more are trusted
 * for another day, because the IdP may still sign with them.
 *
 * @returns with an event only when it says something else than before, or could not be read before.
 * @throws AuthError SAML_METADATA_INVALID, SAML_METADATA_UNAVAILABLE, CONNECTION_INVALID
 */
export async function takeMetadata(
  record: Refreshed,
  writer: Writer,
  tools: ConnectionTools,
): Promise<ConnectionChange> {
  const { settings, metadataRefresh: refresh } = record
  const known = findKnownDocument(settings, tools.readers)
  const text = await fetchMetadata(refresh.url, tools.fetchWithin(reachOf(settings)))
  const document = readIdpDocument(text, known?.entityId, tools)
  const now = tools.now()
  const next: Refreshed = {
    ...record,
    settings: { ...settings, metadata: text },
    metadataRefresh: {
      ...refresh,
      fetchedAt: now,
      nextAt: nextRefreshAt(record.id, document.validUntil, now),
      failure: null,
      retiring: listRetiring(refresh, known, document, now),
    },
  }
  const isNews = refresh.failure !== null || !isSame(toGist(known), toGist(document))
  return { record: next, events: isNews ? [toEvent(next, known, document, writer, now)] : [] }
}

function listRetiring(
  { retiring }: MetadataRefresh,
  known: IdpDocument | null,
  { certificates }: IdpDocument,
  now: Date,
): readonly RetiringCertificate[] {
  const named = new Set(certificates.map(({ pem }) => pem))
  const until = new Date(now.getTime() + overlapMs)
  const dropped = (known?.certificates ?? []).filter(({ notAfter }) => notAfter > now)
  const all = [...retiring.filter((one) => one.until > now), ...dropped.map(({ pem }) => ({ certificate: pem, until }))]
  return all.filter(({ certificate }) => !named.has(certificate)).slice(-maxRetiring)
}

/** What of a document counts: many carry an id or a date that is new every time. */
function toGist(document: IdpDocument | null): unknown {
  return document && [document.sso, document.certificates.map(({ fingerprint }) => fingerprint).toSorted()]
}

function toEvent(
  record: ConnectionRecord,
  known: IdpDocument | null,
  document: IdpDocument,
  writer: Writer,
  now: Date,
): EventDraft {
  const [before, after] = [known?.certificates ?? [], document.certificates]
  const data = { added: listNew(after, before), retired: listNew(before, after) }
  return draftSuccess({ type: 'connection.metadata_refreshed', ...frameOf(record, writer, now), data }, writer.origin)
}

function listNew(these: readonly IdpCertificate[], others: readonly IdpCertificate[]): readonly string[] {
  const known = new Set(others.map(({ fingerprint }) => fingerprint))
  return these.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !known.has(fingerprint))
}
