import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCertificate } from '@launchpad-sso/sdk-node/saml-idp'

const databaseName = 'demo.db'
const keptName = 'demo.json'

/**
 * What survives a restart: the database, and a file with the keys and secrets that were made up at the first start. Nothing
 * secret lies in the repository.
 */
export async function openDataFolder(folder) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, keptName)
  let kept = await readKept(path)
  const keep = async (changes) => {
    kept = { ...kept, ...changes }
    // Only ever a whole file, whenever the demo is killed.
    await writeFile(`${path}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 })
    await rename(`${path}.new`, path)
  }
  if (kept === null) await keep({ ...createSecrets(), given: {} })
  return { databasePath: join(folder, databaseName), kept: () => kept, keep }
}

/** Removes what the demo has made, and nothing else. */
export async function resetDataFolder(folder) {
  const names = [databaseName, `${databaseName}-wal`, `${databaseName}-shm`, keptName, `${keptName}.new`]
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })))
}

async function readKept(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function createSecrets() {
  const secret = () => randomBytes(32).toString('base64url')
  return { appSecret: secret(), globexClientSecret: secret(), signingKeys: createSigningKeys() }
}

/** What the identity service signs with. It would make new ones at each start, and the app would have to learn them again. */
function createSigningKeys() {
  const createKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const privateKey = createKey().export({ type: 'pkcs8', format: 'pem' })
  const day = 24 * 3600 * 1000
  const certificate = createCertificate({
    privateKey,
    commonName: 'Launchpad identity service',
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 3650 * day),
  })
  const jwk = { ...createKey().export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }
  return { saml: { privateKey, certificate }, oidc: { keys: [jwk] } }
}
