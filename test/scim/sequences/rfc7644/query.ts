import type { Sequence, Step } from '../../support/sequence.ts'
import { enterprise, error, listResponse, user } from '../urns.ts'
import { headers } from './headers.ts'

const people: readonly Step[] = [
  {
    proves: 'a user with everything a filter may ask for',
    section: 'RFC 7644 3.3',
    send: 'POST /Users',
    body: {
      schemas: [user, enterprise],
      userName: 'ana@acme.test',
      externalId: 'A-1',
      displayName: 'Ana Souza',
      name: { familyName: 'Souza', givenName: 'Ana' },
      title: 'Engineer',
      userType: 'Employee',
      active: true,
      emails: [
        { type: 'work', value: 'ana@acme.test', primary: true },
        { type: 'home', value: 'ana@example.test' },
      ],
      ims: [{ type: 'xmpp', value: 'ana@foo.test' }],
      [enterprise]: { employeeNumber: '701984', department: 'Research', manager: { value: 'boss-1' } },
    },
    status: 201,
    keep: { ana: 'id', anaModified: 'meta.lastModified' },
  },
  {
    proves: 'another user',
    section: 'RFC 7644 3.3',
    send: 'POST /Users',
    body: {
      schemas: [user],
      userName: 'Bruno@globex.test',
      externalId: 'B-1',
      displayName: 'Bruno Lima',
      name: { familyName: "O'Lima", givenName: 'Bruno' },
      userType: 'Contractor',
      active: false,
      emails: [{ type: 'home', value: 'bruno@globex.test' }],
    },
    status: 201,
    keep: { bruno: 'id' },
  },
]

const [ana, bruno] = [{ id: '{{ana}}' }, { id: '{{bruno}}' }]

/** What the filter finds, and what it shows. */
const finds = (proves: string, filter: string, ...found: readonly { readonly id: string }[]): Step => ({
  proves,
  section: 'RFC 7644 3.4.2.2',
  send: 'GET /Users',
  query: { filter },
  status: 200,
  answer: { schemas: [listResponse], totalResults: found.length, Resources: found },
})

const refuses = (proves: string, filter: string): Step => ({
  proves,
  section: 'RFC 7644 3.4.2.2',
  send: 'GET /Users',
  query: { filter },
  status: 400,
  answer: { schemas: [error], status: '400', scimType: 'invalidFilter', Resources: '<absent>' },
})

export const query: Sequence = {
  title: 'RFC 7644: filters',
  headers,
  steps: [
    ...people,
    finds('eq: a string, whatever its case where the schema says so', 'userName eq "ANA@acme.test"', ana),
    finds('eq: a string, letter for letter where the schema says so', 'externalId eq "a-1"'),
    finds('eq: a boolean', 'active eq false', bruno),
    finds('ne', 'userName ne "ana@acme.test"', bruno),
    finds('co, of a part of a complex attribute', 'name.familyName co "O\'Lim"', bruno),
    finds('sw', 'userName sw "br"', bruno),
    finds('sw, of an attribute named with its URN', `${user}:userName sw "A"`, ana),
    finds('ew', 'userName ew "GLOBEX.test"', bruno),
    finds('pr', 'title pr', ana),
    finds('pr: of whoever has none, none is found', 'nickName pr'),
    finds('gt: a moment', 'meta.lastModified gt "2011-05-13T04:42:34Z"', ana, bruno),
    finds('ge: a moment', 'meta.lastModified ge "{{anaModified}}"', ana, bruno),
    finds('lt: a moment', 'meta.lastModified lt "2011-05-13T04:42:34Z"'),
    finds('le: a moment', 'meta.created le "2011-05-13T04:42:34Z"'),
    finds('gt: strings, by their letters', 'userName gt "b"', bruno),
    finds('and', 'title pr and userType eq "Employee"', ana),
    finds('or', 'title pr or userType eq "Contractor"', ana, bruno),
    finds('and before or', 'userType eq "None" and title pr or active eq false', bruno),
    finds('parentheses before both', '(userType eq "None" or title pr) and active eq true', ana),
    finds('not', 'not (title pr)', bruno),
    finds(
      'parentheses around or, after an and',
      'userType eq "Employee" and (emails co "example.test" or emails.value co "globex.test")',
      ana,
    ),
    finds(
      'not around parentheses',
      'userType ne "Employee" and not (emails co "acme.test" or emails.value co "example.test")',
      bruno,
    ),
    finds('a list is matched when one of its values is', 'emails.value eq "ana@example.test"', ana),
    finds('a complex value is matched by its value', 'emails eq "bruno@globex.test"', bruno),
    finds('several conditions on one and the same value', 'emails[type eq "work" and value co "@acme.test"]', ana),
    finds('several conditions on different values find nobody', 'emails[type eq "home" and value co "@acme.test"]'),
    finds(
      'a value path beside another',
      'emails[type eq "work" and value co "@acme.test"] or ims[type eq "xmpp" and value co "@foo.test"]',
      ana,
    ),
    finds('a part of a value after a value path', 'emails[type eq "work"].value eq "ana@acme.test"', ana),
    finds('an attribute of an extension', `${enterprise}:employeeNumber eq "701984"`, ana),
    finds('a part of an attribute of an extension', `${enterprise}:manager.value eq "boss-1"`, ana),
    finds('attribute names and operators, whatever their case', 'USERNAME Eq "ana@acme.test" AND Title PR', ana),
    finds('id', 'id eq "{{bruno}}"', bruno),
    finds('a quotation mark and a backslash in a string', String.raw`displayName eq "\"Ana\" \\ \u0041"`),
    finds('schemas', `schemas eq "${enterprise}"`, ana),
    refuses('an operator there is not', 'userName like "ana"'),
    refuses('parentheses that are not closed', '(userName eq "ana@acme.test"'),
    refuses('a filter that ends in the middle', 'userName eq'),
    refuses('a string without its end', 'userName eq "ana'),
    refuses('gt of a boolean', 'active gt true'),
    refuses('nothing at all', ' '),
  ],
}
