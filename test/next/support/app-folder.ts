import { join } from 'node:path'

/** The fixture app. `NEXT_APP` names a copy of it that has a Next of its own. */
export const appFolder: string = process.env['NEXT_APP'] ?? join(import.meta.dirname, '../app')
