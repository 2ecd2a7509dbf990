import type { Step } from '../../support/sequence.ts'
import { listResponse } from '../urns.ts'

/** What "Test Connection" asks: for somebody and for a group that nobody has. An empty list is right, a 404 is not. */
export const probe: readonly Step[] = [
  {
    proves: 'Test Connection: a user that nobody is, an empty list (Q14)',
    section: 'Entra',
    send: 'GET /Users',
    query: { filter: 'userName eq "8f2a7cb5-3a3f-4f5c-9e0a-0d9f0b5c7a11"' },
    status: 200,
    answer: { schemas: [listResponse], totalResults: 0, Resources: [] },
  },
  {
    proves: 'Test Connection: a group that is not there, an empty list',
    section: 'Entra',
    send: 'GET /Groups',
    query: { excludedAttributes: 'members', filter: 'displayName eq "8f2a7cb5-3a3f-4f5c-9e0a-0d9f0b5c7a11"' },
    status: 200,
    answer: { schemas: [listResponse], totalResults: 0, Resources: [] },
  },
  {
    proves: 'a token that is none: 401',
    section: 'Entra',
    send: 'GET /Users',
    query: { filter: 'userName eq "8f2a7cb5-3a3f-4f5c-9e0a-0d9f0b5c7a11"' },
    headers: { authorization: 'Bearer wrong' },
    status: 401,
    answer: { status: '401' },
  },
]
