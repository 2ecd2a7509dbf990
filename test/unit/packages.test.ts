import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listImports, listSources, resolveImport, root } from './source-files.ts'

interface Manifest {
  readonly name: string
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const read = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
const packages = ['sdk-node', 'express', 'next', 'react', 'identity'].map((name) => `packages/${name}`)
const doors = new Set(
  packages.flatMap((folder) => {
    const manifest = read(folder)
    return Object.keys(manifest.exports ?? {}).map((door) => manifest.name + door.slice(1))
  }),
)
const forbiddenName = /(^|\/)(utils?|helpers?|common|shared|misc|lib|services?|managers?)(\.tsx?$|\/)/

describe.each([...packages, 'examples/express-app', 'examples/next-app'])('%s', (folder) => {
  const code = folder.startsWith('packages/') ? `${folder}/src` : folder
  const files = listSources(code)
  const imports = files.flatMap((file) => listImports(code, file).map((specifier) => ({ file, specifier })))

  it('enters other packages through their doors only', () => {
    const ours = imports.filter(({ specifier }) => specifier.startsWith('@launchpad-sso/'))
    expect(ours.filter(({ specifier }) => !doors.has(specifier))).toEqual([])
  })

  it('imports no file from outside its own folder', () => {
    const relative = imports.filter(({ specifier }) => specifier.startsWith('.'))
    expect(relative.filter(({ file, specifier }) => resolveImport(file, specifier).startsWith('..'))).toEqual([])
  })

  it('lists every dependency it imports', () => {
    const { dependencies, peerDependencies } = read(folder)
    const listed = { ...dependencies, ...peerDependencies }
    const names = imports.map(({ specifier }) => packageName(specifier)).filter((name) => name !== null)
    expect([...new Set(names)].filter((name) => !(name in listed))).toEqual([])
  })

  it('names its files and folders after what they are for', () => {
    expect(files.filter((file) => forbiddenName.test(file))).toEqual([])
  })
})

/** The npm package of an import; null for relative imports and for Node itself. */
function packageName(specifier: string): string | null {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return null
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
