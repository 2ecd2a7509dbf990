import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const headerBytes = 12
const txt = 16
const rcodes = { ok: 0, serverFailure: 2, noSuchName: 3 }

/**
 * A name server on loopback that knows TXT records and nothing else: no real one answers for `.test`.
 *
 * @param {(name: string) => Promise<readonly string[] | null>} findTexts the records under a name; null: there is no such name
 */
export async function startNameServer(findTexts) {
  const socket = createSocket('udp4')
  let isClosed = false
  const reply = async (query, from) => {
    const message = await answer(query, findTexts)
    if (message !== null && !isClosed) socket.send(message, from.port, from.address)
  }
  socket.on('message', (query, from) => void reply(query, from))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const close = () => {
    isClosed = true
    socket.close()
  }
  return { address: `127.0.0.1:${socket.address().port}`, close }
}

async function answer(query, findTexts) {
  const question = readQuestion(query)
  if (question === null) return null
  try {
    const texts = await findTexts(question.name)
    if (texts === null) return toReply(query, question, [], rcodes.noSuchName)
    return toReply(query, question, question.type === txt ? texts : [], rcodes.ok)
  } catch {
    return toReply(query, question, [], rcodes.serverFailure)
  }
}

/** The one question of a query; null for what is none. RFC 1035, section 4.1 */
function readQuestion(query) {
  if (query.length < headerBytes || query.readUInt16BE(4) !== 1) return null
  const labels = []
  let at = headerBytes
  while (at < query.length && query[at] > 0) {
    const length = query[at]
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const end = at + 5
  if (end > query.length) return null
  return {
    name: labels.join('.').toLowerCase(),
    type: query.readUInt16BE(at + 1),
    bytes: query.subarray(headerBytes, end),
  }
}

function toReply(query, { bytes }, texts, rcode) {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16BE(query.readUInt16BE(0), 0)
  // An answer, by who is responsible for the name; recursion as it was asked for.
  header.writeUInt16BE(0x8400 | (query.readUInt16BE(2) & 0x0100) | rcode, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(texts.length, 6)
  return Buffer.concat([header, bytes, ...texts.map(toRecord)])
}

/** The name is a pointer to the question, the time to live 0: nobody keeps it. */
function toRecord(text) {
  const strings = (text.match(/.{1,255}/gs) ?? ['']).map((part) => Buffer.from(`\0${part}`, 'latin1'))
  for (const string of strings) string[0] = string.length - 1
  const data = Buffer.concat(strings)
  const head = Buffer.from([0xc0, headerBytes, 0, txt, 0, 1, 0, 0, 0, 0, data.length >> 8, data.length & 255])
  return Buffer.concat([head, data])
}
