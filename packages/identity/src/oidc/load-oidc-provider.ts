import type * as library from 'oidc-provider'

/** The text that oidc-provider prints on Node 20. See docs/decisions/0004-identity-service.md. */
const unsupportedRuntime = 'Unsupported runtime. Use Node.js v22.x LTS'

let loading: Promise<typeof library> | null = null

/**
 * Loads oidc-provider when the first service starts, without its notice about Node 20: our tests run every flow there.
 * Whatever else it prints comes through.
 */
export function loadOidcProvider(): Promise<typeof library> {
  loading ??= importQuietly()
  return loading
}

async function importQuietly(): Promise<typeof library> {
  const { warn } = console
  // oxlint-disable-next-line no-console -- it prints on import and takes no logger
  console.warn = (...words: readonly unknown[]) => {
    if (!String(words[0]).includes(unsupportedRuntime)) warn(...words)
  }
  try {
    return await import('oidc-provider')
  } finally {
    // oxlint-disable-next-line no-console
    console.warn = warn
  }
}
