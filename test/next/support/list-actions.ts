import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appFolder } from './app-folder.ts'

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName: string }>>
}

/** Every function of the built app that a browser can call as a server action: its id, and its name. */
export function listActions(): readonly (readonly [id: string, name: string])[] {
  const file = join(appFolder, '.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  return Object.entries(node).map(([id, { exportedName }]) => [id, exportedName])
}

/** The id of the one action that the app has. */
export function findActionId(): string {
  const [only] = listActions()
  if (only === undefined) throw new Error('the app has no server action')
  return only[0]
}
