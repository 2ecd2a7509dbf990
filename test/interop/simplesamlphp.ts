import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createKeyPair } from './create-key-pair.ts'

const installed = '/usr/share/simplesamlphp'

/** Someone with a password at the identity provider. */
export interface Person {
  readonly username: string
  readonly password: string
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

/** What SimpleSAMLphp does for one service provider, by its own names. */
export interface ServiceProviderSettings {
  /** Encrypts assertions to the key in our metadata. */
  readonly 'assertion.encryption'?: boolean
  /** Refuses AuthnRequests that are not signed by the key in our metadata. */
  readonly 'validate.authnrequest'?: boolean
  /** Refuses logout messages that are not signed by the key in our metadata. */
  readonly 'validate.logout'?: boolean
  /** Where our logout messages go, instead of what our metadata says. */
  readonly SingleLogoutService?: readonly { readonly Binding: string; readonly Location: string }[]
}

export interface SimpleSamlPhp {
  readonly metadataUrl: string
  /** Where a person starts from the identity provider's side. */
  readonly launchUrl: (spEntityId: string, relayState: string) => string
  /** Where a person signs out on the identity provider's side, and goes on then. */
  readonly logoutUrl: (relayState: string) => string
  /** Registers our metadata document, or registers it again with other settings. */
  readonly register: (name: string, metadata: string, settings?: ServiceProviderSettings) => void
  readonly stop: () => Promise<void>
}

/**
 * Starts SimpleSAMLphp, as Debian packages it, on loopback with PHP's own server; everything it writes is in a folder
 * of its own that `stop` removes.
 */
export async function startSimpleSamlPhp(people: readonly Person[]): Promise<SimpleSamlPhp> {
  if (!existsSync(installed)) {
    throw new Error('SimpleSAMLphp is not installed: run scripts/install-debian-packages.sh interop as root')
  }
  const home = mkdtempSync(join(tmpdir(), 'launchpad-simplesamlphp-'))
  const port = await findFreePort()
  const baseUrl = `http://127.0.0.1:${port}/simplesaml/`
  writeHome(home, { baseUrl, people, salt: randomBytes(24).toString('hex') })
  const server = spawnServer(home, port)
  const metadataUrl = `${baseUrl}saml2/idp/metadata.php`
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.kill()) await once(server, 'exit')
    rmSync(home, { recursive: true, force: true })
  }
  await waitUntilUp(server, metadataUrl, join(home, 'log/server.log')).catch(async (cause: unknown) => {
    await stop()
    throw cause
  })
  return {
    metadataUrl,
    launchUrl: (spEntityId, relayState) =>
      `${baseUrl}saml2/idp/SSOService.php?${new URLSearchParams({ spentityid: spEntityId, RelayState: relayState })}`,
    logoutUrl: (relayState) => `${baseUrl}saml2/idp/initSLO.php?${new URLSearchParams({ RelayState: relayState })}`,
    register: (name, metadata, settings = {}) => {
      writeFileSync(join(home, 'sp', `${name}.json`), JSON.stringify({ ...bothSigned, ...settings }))
      writeFileSync(join(home, 'sp', `${name}.xml`), metadata)
    },
    stop,
  }
}

const bothSigned = { 'saml20.sign.response': true, 'saml20.sign.assertion': true }

function writeHome(home: string, settings: object): void {
  cpSync(join(import.meta.dirname, 'simplesamlphp'), home, { recursive: true })
  for (const folder of ['cert', 'data', 'log', 'sessions', 'sp', 'tmp', 'www']) mkdirSync(join(home, folder))
  symlinkSync(join(installed, 'www'), join(home, 'www/simplesaml'))
  const { privateKey, certificate } = createKeyPair()
  writeFileSync(join(home, 'cert/idp.key'), privateKey, { mode: 0o600 })
  writeFileSync(join(home, 'cert/idp.crt'), certificate)
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings))
}

function spawnServer(home: string, port: number): ChildProcess {
  const flags = ['-d', 'session.gc_probability=0', '-d', `error_log=${join(home, 'log/server.log')}`]
  return spawn('php', [...flags, '-S', `127.0.0.1:${port}`, '-t', join(home, 'www')], {
    env: { PATH: process.env['PATH'], SIMPLESAMLPHP_CONFIG_DIR: join(home, 'config') },
    stdio: 'ignore',
  })
}

async function waitUntilUp(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let tries = 0; tries < 150 && server.exitCode === null; tries += 1) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok === true) return
    await sleep(200)
  }
  throw new Error(`SimpleSAMLphp does not answer at ${url}: ${existsSync(log) ? readFileSync(log, 'utf8') : 'no log'}`)
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
