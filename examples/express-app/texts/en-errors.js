const reload = 'Open the page again: somebody else may have changed or removed it.'

/** What happened and what to do next, for the administrator of an organization. By the code of the error. */
export const enErrors = {
  otherwise: {
    say: 'Something went wrong.',
    next: 'Please try again. If it happens again, tell our support the code.',
  },
  SELF: {
    say: 'You cannot change your own role or status.',
    next: 'Ask another administrator, so that nobody locks themselves out.',
  },
  ORIGIN_MISMATCH: {
    say: 'The request came from another site.',
    next: 'Nothing was changed. Use the form on this page.',
  },
  REQUEST_INVALID: {
    say: 'Something that was typed is not right.',
    next: 'Check for a typing mistake. An e-mail address needs an @ and a domain.',
  },
  REQUEST_TOO_LARGE: { say: 'That is too large.', next: 'Metadata has at most 1 MiB.' },
  DOMAIN_INVALID: {
    say: 'This is not a domain an organization can have.',
    next: 'Type only what follows the @, like acme.test. Free-mail domains and public suffixes such as co.uk belong to nobody.',
  },
  DOMAIN_CONFLICT: {
    say: 'The domain is taken.',
    next: 'It is in your list already, or another organization has proven that it is theirs.',
  },
  DOMAIN_NOT_FOUND: { say: 'Your organization has no such domain.', next: reload },
  CONNECTION_INVALID: {
    say: 'The settings of the connection are not valid or not complete.',
    next: 'See “Still missing”, and check for expired certificates and addresses without https.',
  },
  CONNECTION_CONFLICT: { say: 'The connection does not allow this right now.', next: reload },
  CONNECTION_NOT_FOUND: { say: 'Your organization has no such connection.', next: reload },
  SAML_METADATA_INVALID: {
    say: 'The metadata could not be read.',
    next: 'Paste the whole XML document, from the first < to the last >. It must hold a signing certificate.',
  },
  OIDC_DISCOVERY_FAILED: {
    say: 'The identity provider did not answer as an issuer.',
    next: 'Check the issuer URL. It must be https, and /.well-known/openid-configuration must be found below it.',
  },
  USER_CONFLICT: {
    say: 'That is not possible for this person.',
    next: 'Somebody else has this e-mail address, or the person is managed by your directory: change it there.',
  },
  USER_NOT_FOUND: { say: 'Your organization has no such member.', next: reload },
  GROUP_CONFLICT: { say: 'There is a group of that name already.', next: 'Map the one that is in the list.' },
  GROUP_NOT_FOUND: { say: 'There is no such group.', next: reload },
  ROLE_INVALID: {
    say: 'This role cannot be given.',
    next: 'A role is one short word, like buyer: letters, digits and hyphens.',
  },
  ORGANIZATION_NOT_FOUND: {
    say: 'This organization is not managed here.',
    next: 'It was set up in the configuration of the application: ask our support.',
  },
  ORGANIZATION_SETTING_INHERITED: {
    say: 'Only the main organization can change this.',
    next: 'Ask its administrator.',
  },
  SCIM_TOKEN_NOT_FOUND: { say: 'The connection has no such token.', next: reload },
  WEBHOOK_NOT_FOUND: { say: 'Your organization has no such endpoint.', next: reload },
  WEBHOOK_INVALID: {
    say: 'This endpoint cannot be used.',
    next: 'The URL must be a whole https address that is reachable from the internet, without a #.',
  },
  WEBHOOK_UNDELIVERED: { say: 'The endpoint did not take it.', next: 'See its last deliveries for what it answered.' },
  WRITE_CONFLICT: {
    say: 'Somebody else changed this at the same time.',
    next: 'Look at it again and repeat your change.',
  },
  STORE_UNAVAILABLE: { say: 'The data cannot be reached right now.', next: 'Please try again in a moment.' },
}
