// What it costs to import the core: every serverless start and every test run pays it.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { interleave, ratioOf, surplusOf, valuesOf } from './measure.js'
import { printCosts, printFindings, printLine, printTitle } from './print.js'

const rounds = 15
const probe = fileURLToPath(new URL('support/import-probe.js', import.meta.url))
const moduleList = new URL('support/module-list.js', import.meta.url).href
const run_ = promisify(execFile)

const engines = ['saml/saml.js', 'oidc/oidc.js']
  .map((path) => new URL(`../packages/sdk-node/dist/${path}`, import.meta.url))
  .filter((url) => existsSync(url))
  .map(({ href }) => href)
const core = '@launchpad-sso/sdk-node'
const rawStack = ['@node-saml/node-saml', 'openid-client', 'iron-session']
/** What may be loaded with a first login, not before. */
const heavy = /^(@node-saml\/|xml-|@xmldom\/|openid-client|oauth4webapi|jose|iron-session|express$)/

/** @type {readonly (readonly [name: string, specifiers: readonly string[]])[]} */
const programs = [
  ['an empty program', []],
  ['ours, the core entry', [core]],
  ['ours, core and both engines', [core, ...engines, 'iron-session']],
  ['node-saml, openid-client, iron-session', rawStack],
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
  await printModules('the core entry', [core])
  await printModules('core and both engines', [core, ...engines])
}

/** @param {readonly string[]} specifiers @returns {Promise<import('./types.js').Cost>} */
async function measureImport(specifiers) {
  const { stdout } = await run_(process.execPath, [probe, ...specifiers])
  return JSON.parse(stdout)
}

/** Time says how much; this says what. @param {string} title @param {readonly string[]} specifiers */
async function printModules(title, specifiers) {
  const { stderr } = await run_(process.execPath, ['--import', moduleList, probe, ...specifiers])
  const urls = stderr.split('\n').filter((line) => line.startsWith('file:') && line !== new URL(probe, 'file:').href)
  const packages = new Set(urls.map((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]).filter((name) => name !== undefined))
  const own = urls.filter((url) => !url.includes('/node_modules/'))
  const engineFiles = own.filter((url) => engines.includes(url))
  const loaded = [...packages].filter((name) => heavy.test(name))
  printLine(`  ${title}: ${own.length} modules of ours, packages: ${[...packages].join(', ') || 'none'}`)
  if (title === 'the core entry')
    printLine(
      `  engines and heavy packages loaded with it: ${[...engineFiles, ...loaded].join(', ') || 'none'} (aim: none) — ${engineFiles.length + loaded.length === 0 ? 'aim met' : 'aim missed'}`,
    )
}
