import { AuthError } from '../model/auth-error.ts'

/**
 * Loads what an app installs only when it uses this store.
 *
 * @throws AuthError CONFIG_INVALID saying what to install
 */
export async function requirePackage<M>(name: string, load: () => Promise<M>, purpose: string): Promise<M> {
  try {
    return await load()
  } catch (cause) {
    const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown }
    const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    if (!missing || !String(message).includes(`'${name}'`)) throw cause
    throw new AuthError('CONFIG_INVALID', `${purpose} needs the package ${name}: npm install ${name}`, { cause })
  }
}
