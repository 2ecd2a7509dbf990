import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What npm installed in a project.
 *
 * @param {string} folder the project
 * @returns {{ path: string, bytes: number, hasInstallScript: boolean }[]} one row per package; nested ones are their own.
 */
export function measureInstall(folder) {
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'))
  return Object.entries(lock.packages).map(([path, entry]) => ({
    path,
    bytes: sizeOf(join(folder, path)),
    hasInstallScript: entry.hasInstallScript === true || existsSync(join(folder, path, 'binding.gyp')),
  }))
}

/** Bytes of a package's own files, without packages nested in it. */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.name === 'node_modules') return sum
    const path = join(folder, entry.name)
    return sum + (entry.isDirectory() ? sizeOf(path) : lstatSync(path).size)
  }, 0)
}
