import { created, removed, updated, type ChangeFields } from './event-schema-change.ts'
import type { EventDescriptions } from './event-description.ts'
import { orNull, text, textOrNull, whole, type EventSchema } from './event-schema.ts'
import {
  groupValues,
  placeOfUser,
  roleInOrganization,
  rolesOfUser,
  subjectLink,
  userValues,
  wholeUser,
} from './event-schema-values.ts'

const connectionId: EventSchema = textOrNull('acme', 'by which connection it happened; null: by none')
const changedUser = (old: object, next: object): ChangeFields & { readonly connectionId: EventSchema } => ({
  ...updated(userValues, old, next),
  connectionId,
})
const [active, inactive] = [{ status: 'active' }, { status: 'inactive' }]
const member = { userId: text('7b0e5c1a-3f4d-4c5e-8a6b-9c0d1e2f3a4b'), connectionId }

/** Events of people, their groups and their roles. */
export const peopleEvents: EventDescriptions<'user' | 'group' | 'role'> = {
  'user.created': {
    when: 'somebody came by SCIM, at a first sign-in, or by hand',
    target: 'user',
    data: { ...created(wholeUser), connectionId },
  },
  'user.updated': {
    when: 'a name, an address or another value changed',
    target: 'user',
    data: changedUser({ name: 'Ana' }, { name: 'Ana Souza' }),
  },
  'user.deactivated': {
    when: 'the status became inactive or blocked',
    target: 'user',
    data: changedUser(active, inactive),
  },
  'user.reactivated': { when: 'it became active again', target: 'user', data: changedUser(inactive, active) },
  'user.deleted': { when: 'somebody was removed', target: 'user', data: { ...removed(wholeUser), connectionId } },
  'user.linked': { when: 'a user came by a connection for the first time', target: 'user', data: created(subjectLink) },
  'user.unlinked': { when: 'that was forgotten', target: 'user', data: removed(subjectLink) },
  'user.moved': {
    when: 'a role counts in another organization; in the logs of both',
    target: 'user',
    data: { old: placeOfUser, new: placeOfUser },
  },

  'group.created': {
    when: 'somebody made it, SCIM sent it, or a sign-in named it for the first time',
    target: 'group',
    data: created(whole(groupValues)),
  },
  'group.updated': {
    when: 'it was changed',
    target: 'group',
    data: updated(groupValues, { name: 'Engineering' }, { name: 'Platform' }),
  },
  'group.deleted': { when: 'it was removed', target: 'group', data: removed(whole(groupValues)) },
  'group.member_added': { when: 'somebody came into it', target: 'group', data: member },
  'group.member_removed': { when: 'somebody left it', target: 'group', data: member },

  'role.mapped': {
    when: "a group's people get a role",
    target: 'group',
    data: { old: orNull(roleInOrganization), new: roleInOrganization },
  },
  'role.unmapped': { when: 'they do not any more', target: 'group', data: removed(roleInOrganization) },
  'role.changed': {
    when: "somebody's role is another",
    target: 'user',
    data: {
      old: rolesOfUser,
      new: rolesOfUser,
      groupId: textOrNull('g-1', 'the group that gives it; null: none does'),
    },
  },
}
