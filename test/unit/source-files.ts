import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The root of the repository. */
export const root: string = join(import.meta.dirname, '../..')

/** Every source file below a folder of the repository, tests left out, as paths relative to that folder. */
export function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]sx?$/.test(file) && !/\.test\.tsx?$|(^|\/)(node_modules|dist|\.next)\//.test(file))
    .sort()
}

const importPattern = /(?<!['"])\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g

/** What a file imports or re-exports, values and types alike, in source order. */
export function listImports(folder: string, file: string): string[] {
  const text = readFileSync(join(root, folder, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')
  return [...text.matchAll(importPattern)].map((match) => match[2] as string)
}

/** Where a relative import leads, as a path relative to the same folder; it starts with `..` when it leaves the folder. */
export function resolveImport(file: string, specifier: string): string {
  return relative('.', join(dirname(file), specifier))
}
