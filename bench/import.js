// What it costs to import the core: every serverless start and every test run pays it.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { interleave, ratioOf, surplusOf, valuesOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle, toVerdict } from './print.js'

const rounds = 15
const probe = fileURLToPath(new URL('support/import-probe.js', import.meta.url))
const moduleList = new URL('support/module-list.js', import.meta.url).href
const runProgram = promisify(execFile)

const core = '@launchpad-sso/sdk-node'
/** @param {string} path */
const own = (path) => new URL(`../packages/sdk-node/dist/${path}`, import.meta.url).href
const engines = ['saml/saml.js', 'saml/verify-response.js', 'oidc/oidc.js'].map(own)
/** What one login by SAML and one by OIDC import at first use. */
const byLogins = [
  ...['routes/answer.js', 'saml/authn-request.js', 'node/guarded-fetch.js'].map(own),
  ...engines,
  '@node-saml/node-saml',
  'iron-session',
]
const rawStack = ['@node-saml/node-saml', 'openid-client', 'iron-session']

/** @type {readonly (readonly [name: string, specifiers: readonly string[]])[]} */
const programs = [
  ['an empty program', []],
  ['ours, the core entry', [core]],
  ['ours, the core entry and what logins of both kinds load', [core, ...byLogins]],
  ['raw stack: node-saml, openid-client, iron-session', rawStack],
  ['iron-session', ['iron-session']],
]

export async function run() {
  printTitle('Cold import, each in a process of its own')
  const costs = await interleave(
    programs.map(([name, specifiers]) => ({ name, measure: () => measureImport(specifiers) })),
    { rounds },
  )
  printCosts(costs, { ms: 'import ms', cpu: 'process CPU ms', rss: 'RSS MB' })
  printLine('')
  const [empty, ours, all, raw, iron] = programs.map(([name]) => name)
  printFindings([
    { name: 'core entry: import', values: valuesOf(costs, ours, 'ms'), unit: ' ms', aim: 40 },
    { name: 'core entry: CPU over empty', values: surplusOf(costs, ours, empty, 'cpu'), unit: ' ms' },
    { name: 'core entry: RSS over empty', values: surplusOf(costs, ours, empty, 'rss'), unit: ' MB', aim: 5 },
    { name: 'core entry / iron-session, import', values: ratioOf(costs, ours, iron, 'ms') },
    { name: 'core entry / raw stack, import', values: ratioOf(costs, ours, raw, 'ms') },
    { name: 'everything / raw stack, import', values: ratioOf(costs, all, raw, 'ms'), aim: 1.1 },
  ])
  printLine('')
  await printModules()
}

/** @param {readonly string[]} specifiers @returns {Promise<import('./types.js').Cost>} */
async function measureImport(specifiers) {
  const { stdout } = await runProgram(process.execPath, [probe, ...specifiers])
  return JSON.parse(stdout)
}

/** Time says how much; this says what. */
async function printModules() {
  const { stderr } = await runProgram(process.execPath, ['--import', moduleList, probe, core])
  const urls = stderr.split('\n').filter((line) => line.startsWith('file:') && !line.endsWith('/import-probe.js'))
  const packages = new Set(urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []))
  const early = [...urls.filter((url) => engines.includes(url)), ...packages]
  printLine(`  the core entry loads ${urls.length} modules`)
  printLine(
    `  engines and packages among them: ${early.join(', ') || 'none'} (aim: none) — ${toVerdict(early.length === 0)}`,
  )
}
