import { showDocument, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import type { Kit } from './kit.ts'

/** Our SAML metadata. */
export async function showSamlMetadata(_visit: Visit, kit: Kit): Promise<Reply> {
  return showDocument('application/samlmetadata+xml; charset=utf-8', kit.saml.metadata)
}
