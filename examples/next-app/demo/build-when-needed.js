import { once } from 'node:events'
import { readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appFolder, spawnNext } from './spawn-next.js'

/** Written when a build is whole, with the time at which it began: what changes meanwhile is not in it. */
const marker = join(appFolder, '.next/demo-built')
/** What is built by the build itself is none of its sources. */
const isSource = /^(?!next-env\.d\.ts).*\.(?:[jt]sx?|css|svg|json)$/

/** Runs `next build` when there is no build, or one that is older than what it was made of. */
export async function buildWhenNeeded() {
  const builtAt = await readTime(marker).catch(() => 0)
  if ((await findNewest()) < builtAt) return
  console.log('  Building the app with Next.js. This takes a moment, and only happens when something has changed.')
  const startedAt = new Date()
  const { child } = spawnNext(['build'], {})
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`next build failed:\n${output}`)
  await writeFile(marker, '')
  await utimes(marker, startedAt, startedAt)
}

/** When the newest source was written: the app's, or that of a package it uses. */
async function findNewest() {
  const doors = ['next', 'react', 'sdk-node'].map((name) => `@launchpad-sso/${name}`)
  const packages = doors.map((door) => dirname(fileURLToPath(import.meta.resolve(door))))
  const styles = fileURLToPath(import.meta.resolve('@launchpad-sso/react/styles.css'))
  const times = await Promise.all([...[appFolder, ...packages].map(findNewestIn), readTime(styles)])
  return Math.max(...times)
}

async function findNewestIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true })
  const times = entries.map((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['.next', 'node_modules'].includes(entry.name) ? 0 : findNewestIn(path)
    return isSource.test(entry.name) ? readTime(path) : 0
  })
  return Math.max(0, ...(await Promise.all(times)))
}

async function readTime(path) {
  return (await stat(path)).mtimeMs
}
