/** Larger is no error of RFC 8935. */
const maxBytes = 64 * 1024
const form = /^[A-Za-z0-9_-]{1,64}$/

/**
 * The code with which a receiver refuses a Security Event Token, as `invalid_key`; null: it gave none. What else it says stays out:
 * it may be anything.
 *
 * @see RFC 8935 section 2.3
 */
export async function findSetError(response: Response): Promise<string | null> {
  try {
    const text = await response.text()
    if (text.length > maxBytes) return null
    const said: unknown = JSON.parse(text)
    const code = typeof said === 'object' && said !== null && 'err' in said ? said.err : null
    return typeof code === 'string' && form.test(code) ? code : null
  } catch {
    return null
  }
}
