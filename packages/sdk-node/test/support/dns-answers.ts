import { AUTHORITATIVE_ANSWER, TRUNCATED_RESPONSE, type Answer, type DecodedPacket, type Packet } from 'dns-packet'
import type { DnsAnswer } from './dns-server.ts'

/** One TXT record: its text, or the strings it is made of. */
export type TxtRecord = string | readonly string[]

const rcodes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

/** TXT records under the name that was asked for. A text is cut into strings of 255 bytes, as DNS needs it. */
export const txt =
  (...records: readonly TxtRecord[]): DnsAnswer =>
  (query) => [{ packet: reply(query, toAnswers(nameOf(query), records)) }]

/** The name is there, and has no such record. */
export const noData: DnsAnswer = (query) => [{ packet: reply(query, []) }]

export const rcode =
  (code: keyof typeof rcodes): DnsAnswer =>
  (query) => [{ packet: reply(query, [], rcodes[code]) }]

/** Too much for UDP: nothing there but the note to come back by TCP. */
export const truncated =
  (...records: readonly TxtRecord[]): DnsAnswer =>
  (query, transport) =>
    transport === 'tcp' ? txt(...records)(query, transport) : [{ packet: reply(query, [], TRUNCATED_RESPONSE) }]

/** The name is another name for `target`, whose records come along. */
export const alias =
  (target: string, ...records: readonly TxtRecord[]): DnsAnswer =>
  (query) => [
    {
      packet: reply(query, [
        { type: 'CNAME', name: nameOf(query), ttl: 60, data: target },
        ...toAnswers(target, records),
      ]),
    },
  ]

/** A lie: the records of another name than the one that was asked for. */
export const recordsOf =
  (name: string, ...records: readonly TxtRecord[]): DnsAnswer =>
  (query) => [{ packet: reply(query, toAnswers(name, records)) }]

/** A lie: the answer to a question that nobody asked. */
export const answerToAnother =
  (name: string, ...records: readonly TxtRecord[]): DnsAnswer =>
  (query) => [
    { packet: { ...reply(query, toAnswers(name, records)), questions: [{ type: 'TXT', name, class: 'IN' }] } },
  ]

/** A lie: an answer by somebody who has to guess the number of the query. */
export const wrongId =
  (...records: readonly TxtRecord[]): DnsAnswer =>
  (query) => [{ packet: { ...reply(query, toAnswers(nameOf(query), records)), id: ((query.id ?? 0) + 1) % 65_536 } }]

/** A lie: the right answer, from somebody who was not asked. */
export const fromElsewhere =
  (...records: readonly TxtRecord[]): DnsAnswer =>
  (query, transport) =>
    txt(...records)(query, transport).map((message) => ({ ...message, fromElsewhere: true }))

const nameOf = (query: DecodedPacket): string => query.questions?.[0]?.name ?? ''

function reply(query: DecodedPacket, answers: readonly Answer[], flags = 0): Packet {
  return {
    type: 'response',
    id: query.id ?? 0,
    flags: AUTHORITATIVE_ANSWER | flags,
    questions: [...(query.questions ?? [])],
    answers: [...answers],
  }
}

function toAnswers(name: string, records: readonly TxtRecord[]): readonly Answer[] {
  return records.map((record) => ({ type: 'TXT', name, ttl: 60, data: [...toStrings(record)] }))
}

function toStrings(record: TxtRecord): readonly string[] {
  return typeof record === 'string' ? (record.match(/[^]{1,255}/g) ?? ['']) : record
}
