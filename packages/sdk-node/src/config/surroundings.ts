import type { SamlReaders } from './saml-readers.ts'

/** Collects what is wrong, so that everything is reported at once. */
export type Problems = string[]

/** What a connection's parser needs beside its options. */
export interface Surroundings {
  /** `baseUrl` plus `basePath`. */
  readonly authUrl: string
  readonly baseUrl: URL
  readonly productName: string
  readonly readers: SamlReaders
  readonly problems: Problems
  readonly now: () => Date
  /** For a connection of the store: its domains are kept there too. False: for one of the options. */
  readonly isManaged: boolean
}
