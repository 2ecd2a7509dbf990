import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server, type Socket as Connection } from 'node:net'
import { decode, encode, streamEncode, type DecodedPacket, type Packet } from 'dns-packet'

/** One message the server sends back. */
export interface DnsMessage {
  readonly packet: Packet
  /** Sent from another port than the one that was asked, as a forger would. */
  readonly fromElsewhere?: boolean
}

/** What a query is answered with; nothing at all is silence. */
export type DnsAnswer = (query: DecodedPacket, transport: 'udp' | 'tcp') => readonly DnsMessage[]

/** A name server on this machine. */
export interface DnsServer {
  /** As `dns.servers` takes it. */
  readonly address: string
  /** Every name that was asked for, with how. */
  readonly asked: readonly { readonly name: string; readonly type: string; readonly transport: 'udp' | 'tcp' }[]
  /** From now on everything is answered so. */
  readonly answerWith: (answer: DnsAnswer) => void
  readonly close: () => Promise<void>
}

/** Starts a name server on a free port of 127.0.0.1, for UDP and TCP. It is silent until told what to answer. */
export async function startDnsServer(): Promise<DnsServer> {
  const { udp, tcp, port } = await bindBoth()
  const elsewhere = createSocket('udp4')
  const asked: DnsServer['asked'][number][] = []
  const connections = new Set<Connection>()
  let answer: DnsAnswer = () => []
  const ask = (message: Buffer, transport: 'udp' | 'tcp'): readonly DnsMessage[] => {
    const query = decode(message)
    for (const { name, type } of query.questions ?? []) asked.push({ name, type, transport })
    return answer(query, transport)
  }
  udp.on('message', (message, from: RemoteInfo) => {
    for (const { packet, fromElsewhere = false } of ask(message, 'udp'))
      (fromElsewhere ? elsewhere : udp).send(encode(packet), from.port, from.address)
  })
  tcp.on('connection', (connection) => {
    connections.add(connection)
    // The client may leave at any time.
    connection.on('error', () => connection.destroy())
    readMessages(connection, (message) => {
      for (const { packet } of ask(message, 'tcp')) connection.write(streamEncode(packet))
    })
  })
  return {
    address: `127.0.0.1:${port}`,
    asked,
    answerWith: (next) => void (answer = next),
    close: async () => {
      for (const connection of connections) connection.destroy()
      elsewhere.close()
      udp.close()
      tcp.close()
      await once(tcp, 'close')
    },
  }
}

/** The same port for both: one that is free for UDP may be taken for TCP. */
async function bindBoth(): Promise<{ readonly udp: Socket; readonly tcp: Server; readonly port: number }> {
  for (;;) {
    const udp = createSocket('udp4')
    udp.bind(0, '127.0.0.1')
    await once(udp, 'listening')
    const { port } = udp.address()
    const tcp = createServer()
    const bound = await new Promise<boolean>((resolve) => {
      tcp.once('error', () => resolve(false))
      tcp.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (bound) return { udp, tcp, port }
    udp.close()
  }
}

/** Over TCP each message comes after its length. @see RFC 1035, 4.2.2 */
function readMessages(connection: Connection, onMessage: (message: Buffer) => void): void {
  let received = Buffer.alloc(0)
  connection.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0)
      onMessage(received.subarray(2, end))
      received = received.subarray(end)
    }
  })
}
