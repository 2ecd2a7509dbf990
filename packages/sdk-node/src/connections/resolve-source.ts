import type { ConnectionRecord } from '../model/connection-record.ts'
import { withSettings } from './build-record.ts'
import type { ConnectionTools, Reach } from './connection-tools.ts'
import { fetchMetadata } from './fetch-metadata.ts'
import { readIdpDocument } from './read-idp-document.ts'
import { nextRefreshAt } from './refresh-times.ts'
import type { Settings } from './take-settings.ts'

/**
 * The record with metadata that was read now: the document that was given, or what its URL answers.
 *
 * @throws AuthError SAML_METADATA_INVALID, SAML_METADATA_UNAVAILABLE, CONNECTION_INVALID
 */
export async function resolveSource(
  record: ConnectionRecord,
  whole: Settings,
  tools: ConnectionTools,
): Promise<ConnectionRecord> {
  const { metadata, metadataUrl, idpEntityId } = whole
  const given = typeof metadata === 'string' ? metadata : null
  const url = typeof metadataUrl === 'string' ? metadataUrl : ''
  const text = given ?? (await fetchMetadata(url, tools.fetchWithin(reachOf(whole))))
  const { validUntil } = readIdpDocument(text, typeof idpEntityId === 'string' ? idpEntityId : undefined, tools)
  const now = tools.now()
  const refresh = {
    url,
    fetchedAt: given === null ? now : null,
    // One that came with its URL, in an export, may be old.
    nextAt: given === null ? nextRefreshAt(record.id, validUntil, now) : now,
    failure: null,
    retiring: [],
  }
  const read = withSettings(record, { ...whole, metadata: text }, tools)
  return { ...read, metadataRefresh: url === '' ? null : refresh }
}

/** How far the requests of a connection with those settings may go. */
export function reachOf(settings: Settings): Reach {
  return { insecureAllowPrivateNetwork: settings['insecureAllowPrivateNetwork'] === true }
}
