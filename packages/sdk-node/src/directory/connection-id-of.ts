import type { Writer } from '../model/write-context.ts'
import type { ScimWriter } from './scim-realm.ts'

/** By which connection a write happens; null: by none, but by hand. */
export function connectionIdOf(writer: Writer | ScimWriter): string | null {
  return 'connectionId' in writer ? writer.connectionId : null
}
