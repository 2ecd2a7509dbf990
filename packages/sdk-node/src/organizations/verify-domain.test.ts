import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { alias, noData, rcode, recordsOf, truncated, txt, wrongId } from '../../test/support/dns-answers.ts'
import { startDnsServer, type DnsAnswer, type DnsServer } from '../../test/support/dns-server.ts'
import type { AuthEvent } from '../model/event.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { createDomains } from './create-domains.ts'
import { createOrganizations } from './create-organizations.ts'
import { createTxtResolver } from './create-txt-resolver.ts'
import type { ManagedDomain, ManageDomains } from './manage-domains.ts'

const administrator = { actor: { type: 'user', id: 'u1' }, ip: '192.0.2.1', userAgent: 'Browser/1.0' } as const
let server: DnsServer
let clock = new Date('2030-01-01T00:00:00Z')
let store: Store
let domains: ManageDomains
/** The same, for what never comes. */
let hasty: ManageDomains
let acme: ManagedDomain

beforeAll(async () => {
  server = await startDnsServer()
})
afterAll(async () => server.close())
beforeEach(async () => {
  clock = new Date('2030-01-01T00:00:00Z')
  store = memoryStore()
  const now = (): Date => clock
  const organizations = createOrganizations({ store, now })
  for (const id of ['acme', 'globex']) await organizations.create({ id, name: id })
  const domainsWithin = (timeoutMs: number): ManageDomains =>
    createDomains({ store, now, resolveTxt: createTxtResolver({ servers: [server.address], timeoutMs }) })
  domains = domainsWithin(10_000)
  hasty = domainsWithin(300)
  acme = await domains.add('acme', 'acme.test')
})

const advance = (seconds: number): void => void (clock = new Date(clock.getTime() + seconds * 1000))
const valueOf = (domain: ManagedDomain): string => domain.verificationRecord.value
const failuresOf = (organizationId: string): Promise<readonly AuthEvent[]> =>
  store.events.list({ organizationId, types: ['domain.verification_failed'], limit: 100 })
const silence: DnsAnswer = () => []

describe('the right record', () => {
  test.each<[string, (value: string) => DnsAnswer]>([
    ['alone', (value) => txt(value)],
    ['among others', (value) => txt('v=spf1 -all', value, 'other')],
    ['in several strings', (value) => txt([value.slice(0, 7), value.slice(7)])],
    ['with white space around', (value) => txt(` ${value}\t`)],
    ['with the quotes it was pasted with', (value) => txt(`"${value}"`)],
    ['with quotes and white space', (value) => txt(` "${value}" `)],
    ['with quotes that a word processor made', (value) => txt(`“ ${value} ”`)],
    ['too large for UDP', (value) => truncated(value, 'x'.repeat(3000))],
    ['under an alias', (value) => alias('proofs.example.test', value)],
  ])('verifies the domain: %s', async (_, answer) => {
    server.answerWith(answer(valueOf(acme)))
    const verified = await domains.verify('acme', 'ACME.test')
    expect(verified).toMatchObject({
      result: 'verified',
      domain: { status: 'verified', verifiedAt: clock, version: 2 },
    })
    expect(await domains.get('acme', 'acme.test')).toEqual(verified.domain)
    expect((await store.domains.findVerified(['acme.test'])).map((one) => one.organizationId)).toEqual(['acme'])
  })

  test('is looked for where the domain says', async () => {
    server.answerWith(txt(valueOf(acme)))
    const before = server.asked.length
    await domains.verify('acme', 'acme.test')
    expect(server.asked.slice(before)).toEqual([{ name: '_launchpad.acme.test', type: 'TXT', transport: 'udp' }])
  })

  test('is told with who asked', async () => {
    server.answerWith(txt(valueOf(acme)))
    await domains.verify('acme', 'acme.test', administrator)
    const log = await store.events.list({ organizationId: 'acme', types: ['domain.verified'], limit: 10 })
    const { actor, ip, userAgent } = administrator
    expect(log).toMatchObject([
      {
        actor,
        ip,
        userAgent,
        target: { type: 'domain', id: 'acme.test' },
        outcome: 'success',
        data: { old: { status: 'unverified' }, new: { status: 'verified' } },
      },
    ])
    expect(await failuresOf('acme')).toEqual([])
  })
})

describe('anything else', () => {
  test.each<[string, (value: string) => DnsAnswer, string, readonly string[]]>([
    ['no such name', () => rcode('NXDOMAIN'), 'no-such-name', []],
    ['no TXT record', () => noData, 'no-record', []],
    ['another text', () => txt('v=spf1 -all'), 'other-value', ['v=spf1 -all']],
    ['the value without its name', (value) => txt(value.split('=')[1] ?? ''), 'other-value', [expect.any(String)]],
    ['the value with something behind it', (value) => txt(`${value}0`), 'other-value', [expect.any(String)]],
    ['the value in upper case', (value) => txt(value.toUpperCase()), 'other-value', [expect.any(String)]],
    [
      'half of the value in each record',
      (value) => txt(value.slice(0, 40), value.slice(40)),
      'other-value',
      [expect.any(String), expect.any(String)],
    ],
    ['an empty record', () => txt(['']), 'other-value', ['']],
    ['an error of the server', () => rcode('SERVFAIL'), 'dns-failure', []],
    ['a refusal', () => rcode('REFUSED'), 'dns-failure', []],
    ['silence', () => silence, 'timeout', []],
    ['the right record of somebody who guesses', (value) => wrongId(value), 'timeout', []],
  ])('verifies nothing: %s', async (_, answer, result, found) => {
    server.answerWith(answer(valueOf(acme)))
    const { verify } = result === 'timeout' ? hasty : domains
    expect(await verify('acme', 'acme.test', administrator)).toEqual({ result, domain: acme, found })
    expect(await domains.get('acme', 'acme.test')).toEqual(acme)
    const { actor, ip, userAgent } = administrator
    expect(await failuresOf('acme')).toMatchObject([
      { actor, ip, userAgent, outcome: 'failure', reason: null, data: { result, found } },
    ])
  })

  test('verifies nothing: the proof of another organization', async () => {
    const theirs = await domains.add('globex', 'acme.test')
    server.answerWith(txt(valueOf(theirs)))
    expect((await domains.verify('acme', 'acme.test')).result).toBe('other-value')
    expect((await domains.verify('globex', 'acme.test')).result).toBe('verified')
  })

  test('verifies nothing: the proof of another domain, under whatever name it comes', async () => {
    const other = await domains.add('acme', 'globex.test')
    server.answerWith(recordsOf('_launchpad.globex.test', valueOf(other)))
    expect((await domains.verify('acme', 'acme.test')).result).toBe('other-value')
  })

  test('verifies nothing: the proof of the time before', async () => {
    await domains.remove('acme', 'acme.test')
    await domains.add('acme', 'acme.test')
    server.answerWith(txt(valueOf(acme)))
    expect((await domains.verify('acme', 'acme.test')).result).toBe('other-value')
  })

  test('is shown shortened and without control characters', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `${index}\r\n\u0007${'x'.repeat(400)}`)
    server.answerWith(truncated(...many))
    const { found } = await domains.verify('acme', 'acme.test')
    expect([found.length, new Set(found.map((text) => text.length > 300))]).toEqual([20, new Set([false])])
    const [failure] = await failuresOf('acme')
    const told = failure?.type === 'domain.verification_failed' ? failure.data.found : []
    expect([told.length, new Set(told.map((text) => text.length > 100))]).toEqual([5, new Set([false])])
    expect([...found, ...told].filter((text) => /\p{C}/u.test(text))).toEqual([])
  })
})

describe('a domain that is verified', () => {
  let theirs: ManagedDomain
  beforeEach(async () => {
    theirs = await domains.add('globex', 'acme.test')
    server.answerWith(txt(valueOf(acme)))
    await domains.verify('acme', 'acme.test')
  })

  test('stays so, whatever is found', async () => {
    const verified = await domains.get('acme', 'acme.test')
    for (const [answer, result] of [
      [rcode('NXDOMAIN'), 'no-such-name'],
      [txt('other'), 'other-value'],
      [txt(valueOf(acme)), 'verified'],
    ] as const) {
      server.answerWith(answer)
      expect(await domains.verify('acme', 'acme.test')).toMatchObject({ result, domain: verified })
    }
    // Nothing failed: it is verified.
    expect(await failuresOf('acme')).toEqual([])
    expect(await store.events.list({ organizationId: 'acme', types: ['domain.verified'], limit: 10 })).toHaveLength(1)
  })

  test('stays so when its use changes', async () => {
    expect((await domains.update('acme', 'acme.test', { includeSubdomains: true })).status).toBe('verified')
  })

  test('is nobody else’s, even with the right record', async () => {
    server.answerWith(txt(valueOf(theirs)))
    expect(await domains.verify('globex', 'acme.test')).toMatchObject({
      result: 'taken',
      domain: { status: 'unverified', organizationId: 'globex' },
    })
    expect(await failuresOf('globex')).toMatchObject([{ reason: 'DOMAIN_CONFLICT', data: { result: 'taken' } }])
    expect((await store.domains.findVerified(['acme.test'])).map((one) => one.organizationId)).toEqual(['acme'])
  })

  test('is free again once it is removed', async () => {
    await domains.remove('acme', 'acme.test')
    expect(await store.domains.findVerified(['acme.test'])).toEqual([])
    server.answerWith(txt(valueOf(theirs)))
    expect((await domains.verify('globex', 'acme.test')).result).toBe('verified')
  })
})

test('gives a domain to one of two who prove it at the same time', async () => {
  const theirs = await domains.add('globex', 'acme.test')
  server.answerWith(txt(valueOf(acme), valueOf(theirs)))
  const both = await Promise.all([domains.verify('acme', 'acme.test'), domains.verify('globex', 'acme.test')])
  expect(both.map(({ result }) => result).toSorted()).toEqual(['taken', 'verified'])
  expect(await store.domains.findVerified(['acme.test'])).toHaveLength(1)
})

test('verifies once when several ask at the same time', async () => {
  server.answerWith(txt(valueOf(acme)))
  const all = await Promise.all(Array.from({ length: 5 }, () => domains.verify('acme', 'acme.test')))
  expect(all.map(({ result, domain }) => `${result} ${domain.version}`)).toEqual(Array(5).fill('verified 2'))
  expect(await store.events.list({ organizationId: 'acme', types: ['domain.verified'], limit: 10 })).toHaveLength(1)
})

test('does not verify what was removed and added anew before the answer came', async () => {
  const slow = createDomains({
    store,
    now: () => clock,
    resolveTxt: async () => {
      await domains.remove('acme', 'acme.test')
      await domains.add('acme', 'acme.test')
      return { kind: 'records', records: [valueOf(acme)] }
    },
  })
  expect(await slow.verify('acme', 'acme.test')).toMatchObject({
    result: 'other-value',
    domain: { status: 'unverified' },
  })
})

describe('a failure that is asked for again and again', () => {
  test('is told once a minute', async () => {
    server.answerWith(rcode('NXDOMAIN'))
    for (let times = 0; times < 5; times++) await domains.verify('acme', 'acme.test')
    advance(59)
    await domains.verify('acme', 'acme.test')
    expect(await failuresOf('acme')).toHaveLength(1)
    advance(1)
    await domains.verify('acme', 'acme.test')
    expect(await failuresOf('acme')).toHaveLength(2)
  })

  test('is told at once when it is another one, or of another domain', async () => {
    const other = await domains.add('acme', 'example.test')
    server.answerWith(rcode('NXDOMAIN'))
    await domains.verify('acme', 'acme.test')
    await domains.verify('acme', other.name)
    server.answerWith(noData)
    await domains.verify('acme', 'acme.test')
    expect((await failuresOf('acme')).map(({ target, data }) => [target.id, data])).toMatchObject([
      ['acme.test', { result: 'no-such-name' }],
      ['example.test', { result: 'no-such-name' }],
      ['acme.test', { result: 'no-record' }],
    ])
  })
})
