/** The few ASN.1 types a certificate is made of, in DER. @see ITU-T X.690, section 8 */
export const der = {
  sequence: (...parts: readonly Buffer[]): Buffer => encode(0x30, ...parts),
  set: (...parts: readonly Buffer[]): Buffer => encode(0x31, ...parts),
  /** Context-specific, constructed: `[number]`. */
  tagged: (number: number, ...parts: readonly Buffer[]): Buffer => encode(0xa0 + number, ...parts),
  /** A positive integer from big-endian bytes. */
  integer: (bytes: Buffer): Buffer =>
    encode(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes])),
  bitString: (bytes: Buffer): Buffer => encode(0x03, Buffer.of(0), bytes),
  null: (): Buffer => encode(0x05),
  utf8String: (text: string): Buffer => encode(0x0c, Buffer.from(text, 'utf8')),
  oid: (dotted: string): Buffer => {
    const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
    return encode(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(toBase128)]))
  },
  /** GeneralizedTime holds every year and is what RFC 5280 wants from 2050 on; before, it wants UTCTime. */
  time: (date: Date): Buffer => {
    const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '')
    return date.getUTCFullYear() < 2050
      ? encode(0x17, Buffer.from(digits.slice(2), 'latin1'))
      : encode(0x18, Buffer.from(digits, 'latin1'))
  },
} as const

function encode(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag), toLength(content.length), content])
}

function toLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0))
  return Buffer.concat([Buffer.of(0x80 + significant.length), significant])
}

function toBase128(number: number): readonly number[] {
  const low = number & 0x7f
  const rest = number >>> 7
  return rest === 0 ? [low] : [...toBase128(rest).map((byte) => byte | 0x80), low]
}
