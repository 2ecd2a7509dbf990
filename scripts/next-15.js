// `npm run test:next-15`: the tests of a real Next server once more, with Next 15, its `middleware.ts`, and our packed packages.
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runCommand } from './run-command.js'

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const versions = {
  next: '^15.5.0',
  react: devDependencies.react,
  'react-dom': devDependencies['react-dom'],
  '@types/node': devDependencies['@types/node'],
  '@types/react': devDependencies['@types/react'],
  // What Next 15 knows how to call.
  typescript: '^5.9.0',
}

/** Runs a command that has to succeed. */
async function mustRun(command, cwd, env = {}) {
  const { code, output } = await runCommand(command, { cwd, env })
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output}`)
  return output
}

/** The fixture app as people have it with Next 15: its packages installed, its middleware in the Node.js runtime. */
async function createApp(folder) {
  const packed = join(folder, 'packed')
  cpSync(join(root, 'test/next/app'), folder, { recursive: true, filter: (path) => !/\.next$|next-env/.test(path) })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }))
  writeFileSync(join(folder, 'next.config.ts'), 'export default { outputFileTracingRoot: import.meta.dirname }\n')
  const proxy = readFileSync(join(folder, 'proxy.ts'), 'utf8')
  const middleware = proxy
    .replace('export const proxy =', 'export const middleware =')
    .replace('config = {', "config = { runtime: 'nodejs',")
  writeFileSync(join(folder, 'proxy.ts'), middleware)
  renameSync(join(folder, 'proxy.ts'), join(folder, 'middleware.ts'))

  cpSync(join(root, 'LICENSE'), join(packed, 'LICENSE'))
  for (const name of ['sdk-node', 'next'])
    await mustRun(['npm', 'pack', '--loglevel=error', '--pack-destination', packed], join(root, 'packages', name))
  const archives = readdirSync(packed).filter((file) => file.endsWith('.tgz'))
  const specifiers = [
    ...archives.map((file) => join(packed, file)),
    ...Object.entries(versions).map(([name, range]) => `${name}@${range}`),
  ]
  await mustRun(
    ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...specifiers],
    folder,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'launchpad-next-15-'))
try {
  await createApp(folder)
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/next/package.json'), 'utf8'))
  process.stdout.write(`Next ${version}\n`)
  const { code, output } = await runCommand(['vitest', 'run', '--project', 'next'], { env: { NEXT_APP: folder } })
  process.stdout.write(output)
  process.exitCode = code
} finally {
  rmSync(folder, { recursive: true, force: true })
}
