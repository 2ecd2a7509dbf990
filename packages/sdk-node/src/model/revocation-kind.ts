/**
 * Whose sessions are over. `session`: one, by id. `user`: all of a person. `subject` and `session-index`: those of an IdP's person, or of one of
 * its sessions, by `toUpstreamKey`. `sid`: those of an OpenID provider's session, whenever they began: its name never comes back, while a
 * SessionIndex may. `connection`, `organization`: all of it. `domain`: people with an address there; `*.` in front: below it. `password`:
 * people of an organization whom the app itself signed in.
 *
 * @see saml-core-2.0-os, section 2.7.2
 */
export type RevocationKind =
  'session' | 'user' | 'subject' | 'session-index' | 'sid' | 'connection' | 'organization' | 'domain' | 'password'
