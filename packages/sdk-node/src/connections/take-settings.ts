import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Json } from '../model/json.ts'
import { describeUnknown, nullableSettings, settingNames } from './setting-names.ts'

/** Settings by name, secrets among them. */
export type Settings = Readonly<Record<string, Json>>

/** What somebody wants of the settings. */
export interface TakenSettings {
  readonly set: Settings
  /** Given as null. */
  readonly removed: readonly string[]
}

const maxBytes = 64 * 1024
const maxCertificates = 20
/** Settings whose parts are kept in different places: their shape has to be certain before anything is looked at. */
const members: Readonly<Record<string, readonly string[]>> = {
  clientAuthentication: ['method', 'clientSecret', 'privateKey', 'keyId', 'algorithm'],
  keyPair: ['privateKey', 'certificate'],
  groupOverage: ['tenantId', 'clientId', 'clientSecret'],
}
/**
 * Settings whose parts are kept in different places: their shape has to be certain before they are taken apart, or a secret under
 * a wrong name would be kept with what may be seen.
 */
const shapes: Readonly<Record<string, readonly [words: string, fits: (value: unknown) => boolean]>> = {
  clientSecret: ['a string that is not empty', (value) => typeof value === 'string' && value !== ''],
  clientAuthentication: [describe('clientAuthentication'), (value) => hasOnly(value, 'clientAuthentication')],
  signingKey: [describe('keyPair'), (value) => hasOnly(value, 'keyPair')],
  decryptionKeys: [
    `a list, each ${describe('keyPair')}`,
    (value) => Array.isArray(value) && value.every((one) => hasOnly(one, 'keyPair')),
  ],
  groupOverage: [
    `'refuse' or ${describe('groupOverage')}`,
    (value) => value === 'refuse' || hasOnly(value, 'groupOverage'),
  ],
  // Each is tried on a signature, which anybody can send.
  certificates: [
    `at most ${maxCertificates} certificates`,
    (value) => !Array.isArray(value) || value.length <= maxCertificates,
  ],
  // Its size is judged where it is read.
  metadata: ['a string', (value) => typeof value === 'string'],
}

/**
 * Takes settings by name. What they may be is for `readRecord` to say; no value is told, because it may be a secret in the
 * wrong place.
 *
 * @param problems takes what is wrong.
 */
export function takeSettings(
  given: readonly (readonly [string, unknown])[],
  type: ConnectionRecord['type'],
  problems: string[],
): TakenSettings {
  const set: [string, Json][] = []
  const removed: string[] = []
  for (const [name, value] of given) {
    if (!settingNames[type].includes(name)) problems.push(describeUnknown(name, type))
    else if (value === null && !nullableSettings.includes(name)) removed.push(name)
    else if (value !== undefined) set.push([name, takeValue(name, value, problems)])
  }
  return { set: Object.fromEntries(set), removed }
}

function takeValue(name: string, value: unknown, problems: string[]): Json {
  const [words, fits] = shapes[name] ?? []
  if (fits?.(value) === false) problems.push(`${name} must be ${words}`)
  else if (name === 'metadata') return String(value)
  else {
    const text = toJsonText(value)
    if (text === null) problems.push(`${name} must be a JSON value`)
    else if (Buffer.byteLength(text) > maxBytes)
      problems.push(`${name} must have at most ${maxBytes} bytes as JSON, has ${Buffer.byteLength(text)}`)
    // A copy: nobody changes it afterwards, and it is what the store will give back.
    else return JSON.parse(text) as Json
  }
  return null
}

function toJsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null
  } catch {
    return null
  }
}

/** True for what can hold named values. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function describe(kind: string): string {
  return `an object with ${members[kind]?.join(', ')}, each a string`
}

function hasOnly(value: unknown, kind: string): boolean {
  const isKnown = ([name, member]: readonly [string, unknown]): boolean =>
    members[kind]?.includes(name) === true && (typeof member === 'string' || (name === 'keyId' && member === null))
  return isPlainObject(value) && Object.entries(value).every(isKnown)
}
