import type { IncomingMessage, ServerResponse } from 'node:http'
import { createDefaultSeed } from '../config/default-seed.ts'
import type { Seed } from '../config/identity-options.ts'
import { createIdentityService, type IdentityService } from '../create-identity-service.ts'
import { IdentityError } from '../identity-error.ts'
import { help } from './help.ts'
import { listen } from './listen.ts'
import { parseArguments, type Arguments } from './parse-arguments.ts'
import { readSeed } from './read-seed.ts'
import { UsageError } from './usage-error.ts'

/** What the command needs of the process around it. */
export interface Terminal {
  readonly print: (text: string) => void
  readonly printError: (text: string) => void
  /** Resolves when the person wants it to stop. */
  readonly stopped: Promise<void>
}

/** The command. @returns its exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const given = parseArguments(words)
    if (given.help) terminal.print(help)
    else await serve(given, terminal)
    return 0
  } catch (error) {
    terminal.printError(`${explain(error)}\n`)
    return 1
  }
}

async function serve(
  { port: wantedPort, host, issuer, seed: path, app }: Arguments,
  terminal: Terminal,
): Promise<void> {
  const seed = path === null ? createDefaultSeed(app) : await readSeed(path)
  // Who asks while the keys are still being made waits for them.
  let start: (service: IdentityService) => void = () => undefined
  const started = new Promise<IdentityService>((resolve) => (start = resolve))
  const answer = (request: IncomingMessage, response: ServerResponse): void =>
    void started.then((service) => service.handler(request, response))
  const { port, server } = await listen(answer, wantedPort, host)
  try {
    const service = await createIdentityService({
      issuer: `http://localhost:${port}`,
      ...seed,
      ...(issuer === null ? {} : { issuer }),
    })
    start(service)
    terminal.print(welcome(service.issuer, path === null ? seed : null))
    await terminal.stopped
    server.close()
    await service.close()
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

/** @param demo whose passwords everybody may read. */
function welcome(issuer: string, demo: Seed | null): string {
  const people = (demo?.users ?? []).map(({ email, password }) => `${email.padEnd(18)} ${password}`)
  const lines = [
    ['Launchpad', issuer],
    ['OpenID issuer', issuer],
    ['SAML metadata', `${issuer}/saml/metadata`],
    ...people.map((person, index) => [index === 0 ? 'Demo accounts' : '', person]),
  ]
  const table = lines.map(([name = '', value = '']) => `  ${name.padEnd(14)} ${value}\n`).join('')
  return `Launchpad identity service is ready.\n\n${table}\nPress Ctrl-C to stop.\n`
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nSee launchpad-identity --help.`
  if (error instanceof IdentityError && error.code === 'CONFIG_INVALID')
    return ['The settings cannot be used:', ...error.detail.split('; ').map((problem) => `  - ${problem}`)].join('\n')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
