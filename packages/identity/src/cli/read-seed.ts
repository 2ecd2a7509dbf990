import { readFile } from 'node:fs/promises'
import type { Seed } from '../config/identity-options.ts'
import { UsageError } from './usage-error.ts'

/** Reads a seed file. What stands in it is checked with the other options. */
export async function readSeed(path: string): Promise<Seed> {
  const text = await readText(path)
  const value = parseJson(path, text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`The seed file ${path} must hold an object with organizations, users and applications.`)
  return value as Seed
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code)
    throw new UsageError(`Cannot read the seed file ${path}: ${why}. Without --seed you get two demo accounts.`, {
      cause,
    })
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(
      `The seed file ${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    )
  }
}
