import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/** What the command line says. */
export interface Arguments {
  readonly port: number
  readonly host: string
  /** Null: http on localhost and the port. */
  readonly issuer: string | null
  /** Path of the seed file; null: the demo accounts. */
  readonly seed: string | null
  /** Where the application of the demo accounts runs. */
  readonly app: string
  readonly help: boolean
}

const options = {
  port: { type: 'string', short: 'p', default: '4000' },
  host: { type: 'string', default: '127.0.0.1' },
  issuer: { type: 'string' },
  seed: { type: 'string', short: 's' },
  app: { type: 'string', default: 'http://localhost:3000' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** @throws UsageError for what it does not know. */
export function parseArguments(words: readonly string[]): Arguments {
  const { port, host, issuer = null, seed = null, app, help } = readWords(words)
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN
  if (!(number <= 65_535)) throw new UsageError(`--port must be a number from 0 to 65535, is '${port}'.`)
  return { port: number, host, issuer, seed, app, help }
}

function readWords(words: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] {
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? (cause.message.split('.')[0] ?? '') + '.' : String(cause), { cause })
  }
}
