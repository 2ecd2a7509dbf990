import { createHash } from 'node:crypto'

/** The session secrets by the id that stands in every seal. */
export interface KeyRing {
  /** Seals. In the shape iron-session takes. */
  readonly sealing: Readonly<Record<string, string>>
  /** All that open, by id. */
  readonly opening: ReadonlyMap<string, string>
}

/**
 * An id is made from its secret, not from its place in the list: a secret keeps its id when another is put in front of it
 * or taken away behind it. iron-session wants a number.
 */
export function createKeyRing(secrets: readonly string[]): KeyRing {
  const idOf = (secret: string): string => String(createHash('sha256').update(secret).digest().readUIntBE(0, 4))
  const [first = ''] = secrets
  return Object.freeze({
    sealing: Object.freeze({ [idOf(first)]: first }),
    opening: new Map(secrets.map((secret) => [idOf(secret), secret])),
  })
}
