// `npm run bench`, or `npm run bench -- session saml` for some of the suites. Says what it measured, whatever that is: a time is no
// failure here, but for those that are promised in milliseconds.
import os from 'node:os'
import { printLine } from './print.js'

/** @type {Readonly<Record<string, readonly (() => Promise<{ readonly run: () => Promise<void> }>)[]>>} */
const suites = {
  session: [() => import('./session.js'), () => import('./revoked.js'), () => import('./express.js')],
  import: [() => import('./import.js')],
  saml: [() => import('./saml.js')],
  oidc: [() => import('./oidc.js')],
  discovery: [() => import('./discovery.js')],
  store: [() => import('./store.js')],
  scim: [() => import('./scim.js')],
  revocation: [() => import('./revocation.js')],
  outage: [() => import('./outage.js')],
  rotation: [() => import('./rotation.js')],
}
/** They take minutes each: only when asked for by name. */
const long = new Set(['revocation', 'outage', 'rotation'])

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in suites))
if (unknown.length > 0) {
  process.stderr.write(`no suite is called ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}\n`)
  process.exit(2)
}

printLine(`Node ${process.version}, ${os.availableParallelism()} CPUs, load ${os.loadavg()[0]?.toFixed(1)}`)
printLine(
  'Ratios are the result: median and interquartile range over interleaved rounds, of CPU time where nothing else is said.',
)
for (const name of asked.length > 0 ? asked : Object.keys(suites).filter((one) => !long.has(one))) {
  for (const load of suites[name] ?? []) await (await load()).run()
}
