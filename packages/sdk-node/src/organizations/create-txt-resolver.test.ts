import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  alias,
  answerToAnother,
  fromElsewhere,
  noData,
  rcode,
  recordsOf,
  truncated,
  txt,
  wrongId,
} from '../../test/support/dns-answers.ts'
import { startDnsServer, type DnsAnswer, type DnsServer } from '../../test/support/dns-server.ts'
import { createTxtResolver } from './create-txt-resolver.ts'
import type { ResolveTxt } from './txt-answer.ts'

const name = '_launchpad.acme.test'
const silence: DnsAnswer = () => []
let server: DnsServer
let resolve: ResolveTxt
/** The same, for what never comes. */
let resolveInVain: ResolveTxt
beforeAll(async () => {
  server = await startDnsServer()
  resolve = createTxtResolver({ servers: [server.address], timeoutMs: 10_000 })
  resolveInVain = createTxtResolver({ servers: [server.address], timeoutMs: 300 })
})
afterAll(async () => server.close())

const records = (...texts: readonly string[]): object => ({ kind: 'records', records: texts })
const long = 'x'.repeat(600)

describe('an answer of a real name server', () => {
  test.each<[string, DnsAnswer, object]>([
    ['one record', txt('one'), records('one')],
    ['several records', txt('one', 'two', 'three'), records('one', 'two', 'three')],
    ['a record of several strings', txt(['one ', 'and ', 'the same']), records('one and the same')],
    ['a record longer than a string can be', txt(long), records(long)],
    ['a record without a character', txt(['']), records('')],
    ['a record in UTF-8', txt('“ação”'), records('“ação”')],
    ['more than fits into UDP', truncated(long, 'two'), records(long, 'two')],
    ['an alias whose target has the record', alias('acme.example.test', 'one'), records('one')],
    ['an alias that leads nowhere', alias('acme.example.test'), { kind: 'no-record' }],
    ['no record of that type', noData, { kind: 'no-record' }],
    ['no such name', rcode('NXDOMAIN'), { kind: 'no-such-name' }],
    ['an error of the server', rcode('SERVFAIL'), { kind: 'failure', code: 'ESERVFAIL' }],
    ['a refusal', rcode('REFUSED'), { kind: 'failure', code: 'EREFUSED' }],
  ])('is read: %s', async (_, answer, expected) => {
    server.answerWith(answer)
    expect(await resolve(name)).toEqual(expected)
  })

  test.each<[string, DnsAnswer]>([
    ['at all', silence],
    ['over TCP', (query, transport) => (transport === 'tcp' ? [] : truncated()(query, 'udp'))],
  ])('is waited for in vain when none comes %s', async (_, answer) => {
    server.answerWith(answer)
    expect(await resolveInVain(name)).toEqual({ kind: 'timeout' })
  })

  test('comes over TCP when UDP is too small for it', async () => {
    server.answerWith(truncated('one'))
    const before = server.asked.length
    await resolve(name)
    expect(server.asked.slice(before)).toEqual([
      { name, type: 'TXT', transport: 'udp' },
      { name, type: 'TXT', transport: 'tcp' },
    ])
  })
})

describe('a lie', () => {
  test.each<[string, DnsAnswer]>([
    ['by somebody who guessed the number of the query wrong', wrongId('one')],
    ['by somebody who was not asked', fromElsewhere('one')],
    ['that answers another question', answerToAnother('_launchpad.globex.test', 'one')],
  ])('is not heard: %s', async (_, answer) => {
    server.answerWith(answer)
    expect(await resolveInVain(name)).toEqual({ kind: 'timeout' })
  })

  test('does not keep the truth from being heard', async () => {
    server.answerWith((query, transport) => [
      ...wrongId('false')(query, transport),
      ...fromElsewhere('false')(query, transport),
      ...txt('true')(query, transport),
    ])
    expect(await resolve(name)).toEqual(records('true'))
  })

  // A server that is asked can write whatever name it likes; that a value is random for its domain is what helps against mix-ups.
  test('of the server that was asked is believed, under whatever name it puts the record', async () => {
    server.answerWith(recordsOf('_launchpad.globex.test', 'one'))
    expect(await resolve(name)).toEqual(records('one'))
  })
})

test('says what is wrong with a name server that cannot be reached', async () => {
  const closed = await startDnsServer()
  await closed.close()
  const unreachable = createTxtResolver({ servers: [closed.address], timeoutMs: 300 })
  expect(await unreachable(name)).toEqual({ kind: 'failure', code: 'ECONNREFUSED' })
})

test('asks the next server when one is silent', async () => {
  const silent = await startDnsServer()
  server.answerWith(txt('one'))
  const both = createTxtResolver({ servers: [silent.address, server.address], timeoutMs: 3000 })
  expect(await both(name)).toEqual(records('one'))
  expect(silent.asked).toEqual([{ name, type: 'TXT', transport: 'udp' }])
  await silent.close()
})

test('gives up when the time is over, however many servers there still are to wait for', async () => {
  const silent = await Promise.all([startDnsServer(), startDnsServer(), startDnsServer()])
  const patient = createTxtResolver({ servers: silent.map(({ address }) => address), timeoutMs: 300 })
  expect(await patient(name)).toEqual({ kind: 'timeout' })
  // Each would be asked twice.
  expect(silent.flatMap(({ asked }) => asked).length).toBeLessThan(6)
  for (const one of silent) await one.close()
})

test('asks anew every time', async () => {
  server.answerWith(rcode('NXDOMAIN'))
  await resolve(name)
  server.answerWith(txt('now'))
  expect(await resolve(name)).toEqual(records('now'))
})

test('answers several questions at once, each by itself', async () => {
  server.answerWith((query, transport) => txt(query.questions?.[0]?.name ?? '')(query, transport))
  const names = Array.from({ length: 20 }, (_, index) => `n${index}.acme.test`)
  expect(await Promise.all(names.map(resolve))).toEqual(names.map((one) => records(one)))
})

test('ends no other question when one takes too long', async () => {
  server.answerWith((query, transport) => {
    const asked = query.questions?.[0]?.name ?? ''
    return asked.startsWith('silent') ? [] : txt(asked)(query, transport)
  })
  const silent = resolveInVain('silent.acme.test')
  expect(await resolve('a.acme.test')).toEqual(records('a.acme.test'))
  expect(await silent).toEqual({ kind: 'timeout' })
})

test('never throws for a name that cannot be asked', async () => {
  expect(await resolve(`${'a'.repeat(64)}.test`)).toEqual({ kind: 'failure', code: 'EBADNAME' })
})

test.each(['127.0.0.1', '127.0.0.1:5353', '::1', '[::1]:5353'])('takes %s for a name server', (address) => {
  expect(() => createTxtResolver({ servers: [address], timeoutMs: 300 })).not.toThrow()
})

test.each(['ns.acme.test', '127.0.0.1.1', ''])('takes %j for no name server', (address) => {
  expect(() => createTxtResolver({ servers: [address], timeoutMs: 300 })).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID' }),
  )
})
