const uniqueCodes: ReadonlySet<unknown> = new Set([
  '23505',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
  1555,
  2067,
])
const foreignKeyCodes: ReadonlySet<unknown> = new Set(['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY', 787])
/** Serialization failure, deadlock, and YugabyteDB's word for a conflict: the transaction is undone, and may be tried again. */
const conflictCodes: ReadonlySet<unknown> = new Set(['40001', '40P01', 'YB001'])
/** Duplicate table, duplicate object, duplicate column. */
const duplicateCodes: ReadonlySet<unknown> = new Set(['42P07', '42710', '42701'])
/** The low byte of every SQLITE_BUSY. */
const busy = 5

/** The row is there already, by primary key or unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).some((code) => uniqueCodes.has(code))
}

/** The row it refers to is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return codesOf(error).some((code) => foreignKeyCodes.has(code))
}

/** Somebody else was in the way, and only we know it: what is thrown as this is done again as what databases call a conflict. */
export class Conflict extends Error {
  readonly code = '40001'
}

/** Somebody else was in the way, nothing was written, and another try may succeed. */
export function isTransient(error: unknown): boolean {
  return codesOf(error).some(
    (code) => conflictCodes.has(code) || (typeof code === 'number' ? (code & 0xff) === busy : code === 'SQLITE_BUSY'),
  )
}

/** The table has that column already. SQLite has no code of its own for it. */
export function isDuplicateColumn(error: unknown): boolean {
  return (
    codesOf(error).includes('42701') ||
    String((error as { readonly message?: unknown }).message).startsWith('duplicate column name: ')
  )
}

/** Two instances created the same table at once: in PostgreSQL `if not exists` does not see what is not yet committed. */
export function isCatalogRace(error: unknown): boolean {
  const [code] = codesOf(error)
  if (duplicateCodes.has(code)) return true
  const { schema, message } = error as { readonly schema?: unknown; readonly message?: unknown }
  return (
    (code === '23505' && schema === 'pg_catalog') ||
    (code === 'XX000' && String(message).includes('concurrently updated'))
  )
}

/** `code` is SQLSTATE in pg and a name in libsql; numbers are `rawCode` in libsql and `errcode` in node:sqlite. */
function codesOf(error: unknown): readonly unknown[] {
  if (!(error instanceof Error)) return []
  const { code, rawCode, errcode } = error as { code?: unknown; rawCode?: unknown; errcode?: unknown }
  return [code, rawCode, errcode]
}
