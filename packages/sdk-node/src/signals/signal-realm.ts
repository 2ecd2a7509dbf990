/** Of whom a transmitter may speak: of the people of its own connection, and nobody else. */
export interface SignalRealm {
  readonly connectionId: string
  readonly organizationId: string
  /** A session there is named together with its person. */
  readonly isSaml: boolean
  /** Whose `iss_sub` means somebody of this connection. */
  readonly issuers: readonly string[]
  /** What its people are linked by is the very `sub` or NameID: then it is certain who is known. */
  readonly linksBySubject: boolean
  /** What stands for the identity provider's name of a person or session in our cookies. */
  readonly toKey: (name: string) => string
  readonly toSamlSessionName: (nameId: string, sessionIndex: string) => string
  /** Id of the user with that name at this connection. */
  readonly findByLink: (name: string) => Promise<string | null>
  /** The same by our own id, only where the user is this connection's. */
  readonly findById: (id: string) => Promise<string | null>
  /** The same by address, only where the connection may vouch for it besides. */
  readonly findByEmail: (email: string) => Promise<string | null>
}
