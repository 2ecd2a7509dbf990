import { describe, expect, it } from 'vitest'
import { listImports, listSources, resolveImport } from './source-files.ts'

/** A file imports from its own room or a lower floor. Rooms on one floor never meet. */
const floors: readonly (readonly string[])[] = [
  ['model'],
  ['ports'],
  ['xml'],
  [
    'config',
    'discovery',
    'organizations',
    'connections',
    'oidc',
    'saml',
    'saml-idp',
    'directory',
    'events',
    'scim',
    'sessions',
    'stores',
    'node',
    'pages',
    'webhooks',
    'signals',
  ],
  ['login', 'http', 'testing'],
  ['routes'],
  ['.'],
]
const folder = 'packages/sdk-node/src'
const room = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.')
const floor = (name: string): number => floors.findIndex((rooms) => rooms.includes(name))

/** May a file of room `from` import a file of room `to`? */
function mayImport(from: string, to: string): boolean {
  return from === to || floor(to) < floor(from)
}

const files = listSources(folder)
const edges = files.flatMap((from) =>
  listImports(folder, from)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ from, to: resolveImport(from, specifier) })),
)

describe('the floors of sdk-node', () => {
  it('know every room', () => {
    const unknown = [...new Set(files.map(room))].filter((name) => floor(name) === -1)
    expect(unknown).toEqual([])
  })

  it('are only entered from above or from within a room', () => {
    const wrong = edges.filter(({ from, to }) => !mayImport(room(from), room(to)))
    expect(wrong.map(({ from, to }) => `${from} must not import ${to}`)).toEqual([])
  })

  it('lead to files that exist', () => {
    const known = new Set(files)
    expect(edges.filter(({ to }) => !known.has(to)).map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })

  it('have no import cycle', () => {
    expect(findCycle(edges)).toBeNull()
  })
})

describe('the floor rule itself', () => {
  it('lets a room use lower floors and itself, and nothing else', () => {
    expect(mayImport('saml', 'model')).toBe(true)
    expect(mayImport('saml', 'saml')).toBe(true)
    expect(mayImport('testing', 'saml-idp')).toBe(true)
    expect(mayImport('saml', 'oidc')).toBe(false)
    expect(mayImport('model', 'ports')).toBe(false)
    expect(mayImport('saml-idp', 'testing')).toBe(false)
    expect(mayImport('routes', '.')).toBe(false)
  })

  it('sees a cycle', () => {
    const cycle = ['a', 'b', 'c'].map((from, index) => ({ from, to: ['b', 'c', 'a'][index] as string }))
    expect(findCycle([{ from: 'x', to: 'a' }, ...cycle])).toEqual(['a', 'b', 'c', 'a'])
  })
})

/** The files of one cycle, its first file repeated at the end; null when there is none. */
function findCycle(all: readonly { readonly from: string; readonly to: string }[]): readonly string[] | null {
  const targets = new Map<string, string[]>()
  for (const { from, to } of all) targets.set(from, [...(targets.get(from) ?? []), to])
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return null
    for (const target of targets.get(file) ?? []) {
      const cycle = walk(target, [...path, file])
      if (cycle !== null) return cycle
    }
    done.add(file)
    return null
  }
  for (const file of targets.keys()) {
    const cycle = walk(file, [])
    if (cycle !== null) return cycle
  }
  return null
}
