import type { Session } from '../src/session.ts'

const times = {
  createdAt: '2026-01-05T10:00:00.000Z',
  authenticatedAt: '2026-01-05T10:00:00.000Z',
  authenticationContext: null,
  authenticationMethods: [],
  expiresAt: '2099-01-05T18:00:00.000Z',
  endsAt: '2099-01-06T10:00:00.000Z',
}

export const ana: Session = {
  id: 'session-of-ana',
  user: { id: 'user-1', email: 'ana@acme.test', name: 'Ana Souza' },
  organization: { id: 'acme', name: 'Acme' },
  connection: 'acme-saml',
  roles: ['editor', 'admin'],
  ...times,
}

export const bruno: Session = {
  id: 'session-of-bruno',
  user: { id: 'user-2', email: 'bruno@globex.test', name: 'Bruno Lima' },
  organization: { id: 'globex', name: 'Globex' },
  connection: 'globex-oidc',
  roles: [],
  ...times,
}
