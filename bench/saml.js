// What it costs to validate a SAML response, and to refuse one.
import { inProcess, interleave, ratioOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'
import { createKeys, issueMessages } from './support/saml-messages.js'
import { createNodeSaml, createOurs } from './support/saml-validators.js'
import { measureRefusals } from './saml-refusals.js'

/** @import { Candidate } from './types.js' */
/** @import { Keys } from './support/saml-messages.js' */

const rounds = 15
const slowRounds = 7

/** @type {readonly { title: string, sign: 'assertion' | 'response' | 'both', encrypt: boolean }[]} */
const kinds = [
  { title: 'the Assertion is signed', sign: 'assertion', encrypt: false },
  { title: 'the Response is signed', sign: 'response', encrypt: false },
  { title: 'both are signed', sign: 'both', encrypt: false },
  { title: 'both are signed, the Assertion is encrypted (AES-256-GCM)', sign: 'both', encrypt: true },
]

export async function run() {
  const keys = await createKeys()
  for (const kind of kinds) await measureKind(keys, kind)
  await measureGrowth(keys)
  await measureRefusals(keys)
}

/** @param {Keys} keys @param {(typeof kinds)[number]} kind */
async function measureKind(keys, { title, sign, encrypt }) {
  const messages = await issueMessages(keys, { sign, encrypt })
  const one = [keys.idp.certificate]
  const two = [keys.other.certificate, keys.idp.certificate]
  printTitle(`SAML validation: ${title}, ${toKilobytes(messages[0])}`)
  const costs = await interleave(
    [
      toCandidate('node-saml, one certificate', messages, createNodeSaml(keys, one, sign)),
      toCandidate('ours, one certificate', messages, createOurs(keys, one)),
      toCandidate('node-saml, two certificates, the right one last', messages, createNodeSaml(keys, two, sign)),
      toCandidate('ours, two certificates, the right one last', messages, createOurs(keys, two)),
    ],
    { rounds },
  )
  printCosts(costs)
  printLine('')
  const [plain, ours, plainTwo, oursTwo] = [...costs.keys()]
  printFindings([
    { name: 'ours / node-saml, one certificate', values: ratioOf(costs, ours, plain), aim: 1.05 },
    { name: 'ours / node-saml, two certificates', values: ratioOf(costs, oursTwo, plainTwo), aim: 1.05 },
    { name: 'ours with two certificates / node-saml with one', values: ratioOf(costs, oursTwo, plain), aim: 1.05 },
    { name: 'ours, two certificates / one', values: ratioOf(costs, oursTwo, ours), aim: 1.1 },
  ])
}

/** @param {Keys} keys */
async function measureGrowth(keys) {
  const one = [keys.idp.certificate]
  /** @type {Candidate[]} */
  const candidates = []
  printTitle('SAML validation: growth with the groups of the person, the Assertion is signed')
  for (const groups of [5, 150, 600]) {
    const messages = await issueMessages(keys, { sign: 'assertion', groups, count: 3 })
    const size = toKilobytes(messages[0])
    candidates.push(toCandidate(`ours, ${groups} groups, ${size}`, messages, createOurs(keys, one)))
    candidates.push(
      toCandidate(`node-saml, ${groups} groups, ${size}`, messages, createNodeSaml(keys, one, 'assertion')),
    )
  }
  const costs = await interleave(candidates, { rounds: slowRounds })
  printCosts(costs)
  printLine('')
  const [few, plainFew, some, plainSome, many, plainMany] = [...costs.keys()]
  printFindings([
    { name: 'ours / node-saml, 150 groups', values: ratioOf(costs, some, plainSome), aim: 1.05 },
    { name: 'ours / node-saml, 600 groups', values: ratioOf(costs, many, plainMany), aim: 1.05 },
    { name: 'ours, 600 groups / 5 groups', values: ratioOf(costs, many, few) },
    { name: 'node-saml, 600 groups / 5 groups', values: ratioOf(costs, plainMany, plainFew) },
  ])
}

/**
 * @param {string} name
 * @param {readonly string[]} messages
 * @param {(message: string) => Promise<string>} validate
 */
function toCandidate(name, messages, validate) {
  return inProcess(name, async (index) => {
    const place = index % messages.length
    const email = await validate(messages[place])
    // A validator that reads the wrong person, or nobody, would be the fastest.
    if (email !== `ana.${place}@acme.test`) throw new Error(`${name}: wanted ana.${place}@acme.test, got '${email}'`)
  })
}

/** @param {string} message */
function toKilobytes(message) {
  return `${(Buffer.byteLength(message, 'base64') / 1000).toFixed(1)} kB`
}
