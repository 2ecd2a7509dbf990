/**
 * Whose sessions are over. `session`: one, by id. `user`: all of a person. `subject` and `session-index`: those of an IdP's person, or of one of
 * its sessions, by `toUpstreamKey`. `connection`, `organization`: all of it. `domain`: people with an address there; `*.` in front:
 * below it. `password`: people of an organization whom the app itself signed in.
 */
export type RevocationKind =
  'session' | 'user' | 'subject' | 'session-index' | 'connection' | 'organization' | 'domain' | 'password'
