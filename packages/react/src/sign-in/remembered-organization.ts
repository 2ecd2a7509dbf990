/** The organization that last signed somebody in with this browser. It says nothing about who that was. */
export interface RememberedOrganization {
  /** Id of the connection. */
  readonly connection: string
  readonly name: string
}

const key = 'launchpad-organization'
const maxLength = 200

/** What was remembered; null for nothing, for nonsense, and where the browser keeps no storage. */
export function findRemembered(): RememberedOrganization | null {
  try {
    const { connection, name } = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>
    return isText(connection) && isText(name) ? { connection, name } : null
  } catch {
    return null
  }
}

/** Remembers a connection. Blocked or full storage is no reason not to sign in. */
export function remember({ id, name }: { readonly id: string; readonly name: string }): void {
  try {
    localStorage.setItem(key, JSON.stringify({ connection: id, name }))
  } catch {
    // Then the person types the address again next time.
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Then nothing was remembered either.
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength
}
