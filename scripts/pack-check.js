// `npm run pack:check`: packs every package, installs the archives in an empty project and uses them there, as an app
// would. Fails when a door does not open, a login does not work, or an app has to install too much.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureInstall } from './pack-check/measure-install.js'
import { root, runCommand } from './run-command.js'

const limits = { packages: 32, megabytes: 10, scripts: 0 }
const folders = ['sdk-node', 'express', 'next', 'react', 'identity'].map((name) => join(root, 'packages', name))
const manifests = folders.map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const failures = []

/** Runs a command that has to succeed; a failure is reported and the check goes on. */
async function mustRun(title, command, cwd) {
  const { code, stdout, output } = await runCommand(command, { cwd })
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${title}\n`)
  if (code !== 0) {
    failures.push(title)
    process.stdout.write(`${output.trimEnd()}\n`)
  }
  return stdout
}

/** Makes an empty project and installs into it, without running anyone's install scripts. */
async function createProject(name, specifiers) {
  const folder = join(work, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "app", "private": true, "type": "module" }\n')
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await mustRun(`npm install in the empty project \`${name}\``, ['npm', 'install', ...flags, ...specifiers], folder)
  return folder
}

/** Checks an archive the way its users' tools will read it. */
async function lintArchive(archive, name) {
  await mustRun(`publint --strict ${name}`, ['publint', '--strict', archive], root)
  await mustRun(`attw --profile esm-only ${name}`, ['attw', archive, '--profile', 'esm-only', '--no-color'], root)
}

/** Opens every door with `import` and with `require`. A stylesheet is for bundlers. */
async function openDoors(app, packages) {
  cpSync(join(root, 'scripts/pack-check/app'), app, { recursive: true })
  const doors = packages
    .flatMap(({ name, exports }) => Object.keys(exports).map((door) => name + door.slice(1)))
    .filter((door) => !door.endsWith('.css'))
  for (const file of ['open-doors.js', 'open-doors.cjs']) {
    await mustRun(`${file} opens ${doors.length} doors on Node ${process.version}`, ['node', file, ...doors], app)
  }
}

/** Opens the doors, and signs in by SAML and by OIDC. */
async function useInstalled(app, packages) {
  await openDoors(app, packages)
  process.stdout.write(await mustRun('login.js signs in through the installed packages', ['node', 'login.js'], app))
}

/** Prints what an app installs, and holds it against the limits. */
function reportInstall(app, bare) {
  const without = new Set(measureInstall(bare).map(({ path }) => path))
  const all = measureInstall(app)
  const groups = {
    ours: all.filter(({ path }) => !without.has(path)),
    express: all.filter(({ path }) => without.has(path)),
  }
  for (const [name, packages] of Object.entries(groups)) {
    const megabytes = packages.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6
    const scripts = packages.filter(({ hasInstallScript }) => hasInstallScript)
    const text = `${packages.length} packages, ${megabytes.toFixed(1)} MB, ${scripts.length} install scripts`
    process.stdout.write(
      `${name === 'ours' ? '@launchpad-sso/sdk-node + express adapter' : 'express alone'}: ${text}\n`,
    )
    const within =
      packages.length <= limits.packages && megabytes <= limits.megabytes && scripts.length <= limits.scripts
    if (name === 'ours' && !within) failures.push(`${text}, allowed ${JSON.stringify(limits)}`)
  }
}

const work = mkdtempSync(join(tmpdir(), 'launchpad-pack-'))
try {
  // A file whose source was renamed would still lie there, and be packed.
  for (const folder of folders) rmSync(join(folder, 'dist'), { recursive: true, force: true })
  const pack = ['npm', 'pack', '--loglevel=error', '--pack-destination', work]
  for (const folder of folders) await mustRun(`npm pack ${folder.slice(root.length + 1)}`, pack, folder)
  const archives = folders.map((_folder, index) => {
    const name = manifests[index].name.slice(1).replace('/', '-')
    return join(work, readdirSync(work).find((file) => file === `${name}-${manifests[index].version}.tgz`) ?? name)
  })
  const archiveOf = (name) => archives[manifests.findIndex((manifest) => manifest.name === `@launchpad-sso/${name}`)]
  const manifestOf = (name) => manifests.find((manifest) => manifest.name === `@launchpad-sso/${name}`)
  for (const [index, archive] of archives.entries()) await lintArchive(archive, manifests[index].name)
  const [core, express] = [archiveOf('sdk-node'), `express@${devDependencies.express}`]
  const [bare, app] = [
    await createProject('bare', [express]),
    await createProject('app', [core, archiveOf('express'), express]),
  ]
  reportInstall(app, bare)
  await useInstalled(app, [manifestOf('sdk-node'), manifestOf('express')])
  const frontEnd = ['react', '@types/react'].map((name) => `${name}@${devDependencies[name]}`)
  const front = await createProject('front', [archiveOf('react'), ...frontEnd])
  await openDoors(front, [manifestOf('react')])
  const strictly = ['--strict', '--noEmit', '--jsx', 'react-jsx', '--module', 'nodenext', '--lib', 'es2022,dom']
  await mustRun('front.tsx compiles with React alone', ['tsc', ...strictly, '--types', '', 'front.tsx'], front)
  for (const version of ['8.0.4', '9.0.1']) {
    const reader = await createProject(`iron-session-${version}`, [core, `iron-session@${version}`])
    cpSync(join(root, 'scripts/pack-check/app/read-seal.js'), join(reader, 'read-seal.js'))
    await mustRun(`iron-session ${version} reads our cookie, and we read its`, ['node', 'read-seal.js'], reader)
  }
  const service = await createProject('service', [core, archiveOf('express'), archiveOf('identity')])
  await useInstalled(service, ['sdk-node', 'express', 'identity'].map(manifestOf))
} finally {
  rmSync(work, { recursive: true, force: true })
}
process.stdout.write(`\n${failures.length === 0 ? 'pack:check ok' : `pack:check FAILED\n${failures.join('\n')}`}\n`)
process.exitCode = failures.length === 0 ? 0 : 1
