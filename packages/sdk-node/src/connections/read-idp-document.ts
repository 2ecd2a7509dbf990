import { AuthError } from '../model/auth-error.ts'
import type { Settings } from './take-settings.ts'
import type { ConnectionTools, IdpDocument, MetadataReaders } from './connection-tools.ts'
import { connectionInvalid } from './connection-invalid.ts'

/** What the reader takes as well; looked at here before anything copies the text. */
const maxBytes = 1024 * 1024

/**
 * Reads metadata that somebody has just brought.
 *
 * @param entityId the entity it must be about; undefined: the only one there is.
 * @throws AuthError SAML_METADATA_INVALID; CONNECTION_INVALID when every certificate has expired
 */
export function readIdpDocument(
  xml: string,
  entityId: string | undefined,
  { readers, now }: Pick<ConnectionTools, 'readers' | 'now'>,
): IdpDocument {
  const bytes = Buffer.byteLength(xml)
  if (bytes > maxBytes) throw new AuthError('SAML_METADATA_INVALID', `wanted at most ${maxBytes} bytes, got ${bytes}`)
  const { certificates } = readKnownDocument(xml, entityId, readers)
  if (certificates.every(({ notAfter }) => notAfter <= now())) {
    const ends = certificates.map(({ notAfter }) => notAfter.toISOString()).join(', ')
    throw connectionInvalid(`metadata: wanted a certificate valid at ${now().toISOString()}, all have expired: ${ends}`)
  }
  return readers.parseIdpMetadata(xml, now(), entityId)
}

/** The same of metadata that was good when it was taken, whatever has expired since. */
function readKnownDocument(xml: string, entityId: string | undefined, readers: MetadataReaders): IdpDocument {
  return readers.parseIdpMetadata(xml, new Date(0), entityId)
}

/** What a connection knows from metadata; null: nothing. */
export function findKnownDocument(settings: Settings, readers: MetadataReaders): IdpDocument | null {
  const { metadata, idpEntityId } = settings
  if (typeof metadata !== 'string') return null
  try {
    return readKnownDocument(metadata, typeof idpEntityId === 'string' ? idpEntityId : undefined, readers)
  } catch {
    // Whoever reads the connection says what is wrong with it.
    return null
  }
}
