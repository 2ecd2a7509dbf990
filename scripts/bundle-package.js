// `prepack` of a package: what npm gets is its doors and what they share, in few files. An app then reads a tenth of the files at
// start, and installs no comments twice: they are in the declarations. Names of functions stay as they are, for stack traces.
//
// Run in the package's folder, after `tsc`. With `--undo` (`postpack`) it takes its files away again; `tsc` then writes its own.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const folder = process.cwd()
const dist = join(folder, 'dist')
const chunks = join(dist, 'chunks')

if (process.argv.includes('--undo')) rmSync(chunks, { recursive: true, force: true })
else await bundle()

async function bundle() {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const doors = Object.values(exports).flatMap((door) => door.default ?? [])
  const outdir = mkdtempSync(join(tmpdir(), 'launchpad-bundle-'))
  try {
    await build({
      absWorkingDir: folder,
      entryPoints: doors,
      outbase: dist,
      outdir,
      bundle: true,
      // One chunk for what several doors share: an AuthError of one door is an AuthError of all.
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      minifyWhitespace: true,
      minifySyntax: true,
      minifyIdentifiers: true,
      // Of functions and classes, for stack traces.
      keepNames: true,
      legalComments: 'none',
      logLevel: 'warning',
    })
    for (const file of listFiles(dist, '.js')) rmSync(file)
    const reachable = followDeclarations(Object.values(exports).flatMap((door) => door.types ?? []))
    for (const file of listFiles(dist, '.d.ts')) if (!reachable.has(file)) rmSync(file)
    cpSync(outdir, dist, { recursive: true })
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
}

/**
 * Declarations that a door leads to; the others describe what nobody outside can name.
 *
 * @param {readonly string[]} doors
 */
function followDeclarations(doors) {
  const found = new Set()
  const waiting = doors.map((door) => join(folder, door))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    const text = readFileSync(file, 'utf8')
    for (const [, specifier] of text.matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)['"]/g))
      waiting.push(join(dirname(file), specifier.replace(/\.(?:js|ts)$/, '.d.ts')))
  }
  return found
}

/**
 * @param {string} under
 * @param {string} ending
 */
function listFiles(under, ending) {
  const entries = readdirSync(under, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
