// What somebody without a key can make us spend.
import { createAuth } from '@launchpad-sso/sdk-node'
import { createClient, createFakeSamlIdp } from '@launchpad-sso/sdk-node/testing'
import { costOf, inProcess, interleave, ratioOf, valuesOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { createHostileMessages } from './support/hostile-messages.js'
import { issueMessages } from './support/saml-messages.js'
import { createOurs } from './support/saml-validators.js'

/** @import { Candidate } from './types.js' */
/** @import { Keys } from './support/saml-messages.js' */

const rounds = 9
const postsPerBatch = 8

/** Refusing may block the event loop for so long, whatever is sent. */
const maxMs = 20
/** A megabyte of garbage has to cost less than this part of a sign-in. */
const maxShare = 0.05

/** @param {Keys} keys */
export async function measureRefusals(keys) {
  await measureHostile(keys)
  await measurePosts()
}

/** @param {Keys} keys */
async function measureHostile(keys) {
  const validate = createOurs(keys, [keys.idp.certificate])
  const valid = await issueMessages(keys, { sign: 'assertion' })
  const validName = 'a valid response'
  printTitle('SAML refusals: bodies of up to 256 KiB, read as a route reads them')
  const candidates = [inProcess(validName, (index) => validate(valid[index % valid.length]))]
  for (const [name, message] of await createHostileMessages(keys)) {
    candidates.push(inProcess(name, () => mustRefuse(name, validate(message))))
  }
  const costs = await interleave(candidates, { rounds })
  const hostile = [...costs.keys()].filter((name) => name !== validName)
  printFindings(hostile.map((name) => ({ name: `${name} / ${validName}`, values: ratioOf(costs, name, validName) })))
  printLine('')
  const milliseconds = (/** @type {string} */ name) => valuesOf(costs, name).map((value) => value / 1000)
  printFindings(hostile.map((name) => ({ name, values: milliseconds(name), unit: ' ms', aim: maxMs })))
}

/** Whole posts, through `auth.handler`. */
async function measurePosts() {
  const rig = await createRig()
  const megabyte = 1024 * 1024
  const valid = 'POST of a valid response, up to the session cookie'
  printTitle('SAML posts, through auth.handler')
  const costs = await interleave(
    [
      createSignIns(valid, rig),
      inProcess('POST of 1 MB of garbage', () => postGarbage(rig, megabyte, { announced: true })),
      inProcess('POST of 1 MB of garbage, length not announced', () =>
        postGarbage(rig, megabyte, { announced: false }),
      ),
      inProcess('POST of 500 kB of garbage, which is read', () => postGarbage(rig, 500_000, { announced: true })),
    ],
    { rounds },
  )
  printCosts(costs)
  printLine('')
  const [, ...garbage] = [...costs.keys()]
  printFindings(
    garbage.map((name) => ({
      name: `${name} / valid`,
      values: ratioOf(costs, name, valid),
      ...(name.includes('1 MB') && { aim: maxShare }),
    })),
  )
}

/** @typedef {Awaited<ReturnType<typeof createRig>>} Rig */

async function createRig() {
  const idp = await createFakeSamlIdp()
  const auth = createAuth({
    baseUrl: 'http://localhost:3000',
    secrets: ['bench-secret-'.repeat(4)],
    connections: [
      {
        id: 'acme',
        type: 'saml',
        organization: { id: 'acme', name: 'Acme' },
        domains: ['acme.test'],
        metadata: idp.metadata,
      },
    ],
    log: () => {},
  })
  return { idp, auth, acsUrl: 'http://localhost:3000/auth/saml/acme/acs' }
}

/** Logins are begun and answered by the IdP before the clock runs. @param {string} name @param {Rig} rig @returns {Candidate} */
function createSignIns(name, { idp, auth }) {
  const begin = async () => {
    const client = createClient((request) => auth.handler(request))
    const start = await client.get('http://localhost:3000/auth/login?connection=acme')
    const reply = await idp.respond(start.headers.get('location') ?? '', { email: 'ana@acme.test', name: 'Ana Souza' })
    return async () => {
      const response = await client.post(reply.acsUrl, reply.form)
      if (response.status !== 303 || !/launchpad(-\d+)?=/.test(client.cookies()))
        throw new Error(`a valid response was answered with ${response.status}`)
    }
  }
  const measure = async () => {
    /** @type {(() => Promise<void>)[]} */
    const posts = []
    for (let index = 0; index < postsPerBatch; index++) posts.push(await begin())
    return costOf(posts.length, async () => {
      for (const post of posts) await post()
    })
  }
  return {
    name,
    warmUp: async () => {
      for (let batch = 0; batch < 4; batch++) await measure()
    },
    measure,
  }
}

const chunk = new Uint8Array(64 * 1024).fill('A'.charCodeAt(0))

/** In pieces, as it comes from a socket. @param {Rig} rig @param {number} bytes @param {{ announced: boolean }} options */
async function postGarbage({ auth, acsUrl }, bytes, { announced }) {
  let left = bytes
  const body = new ReadableStream({
    pull: (controller) => {
      const next = chunk.subarray(0, Math.min(left, chunk.length))
      left -= next.length
      if (next.length === 0) controller.close()
      else controller.enqueue(next)
    },
  })
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'text/html',
    ...(announced && { 'content-length': String(bytes) }),
  }
  const init = { method: 'POST', headers, body, duplex: 'half' }
  const response = await auth.handler(new Request(acsUrl, init))
  if (response.status < 400 || response.headers.has('set-cookie'))
    throw new Error(`garbage was answered with ${response.status}`)
}

/** @param {string} name @param {Promise<unknown>} validation */
async function mustRefuse(name, validation) {
  const accepted = await validation.then(
    () => true,
    (/** @type {unknown} */ error) => {
      if (error instanceof Error && error.name === 'AuthError') return false
      throw error
    },
  )
  if (accepted) throw new Error(`'${name}' was accepted`)
}
