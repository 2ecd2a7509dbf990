import type { ColumnType } from 'kysely'

/** Milliseconds since 1970 as `bigint`. SQLite gives a number back, pg text: read it with `toDate` only. */
export type EpochMs = ColumnType<number | string, number, number>

/** A whole number that counts. SQLite gives a number back, pg gives text for `bigint`: read it with `Number` only. */
export type Count = ColumnType<number | string, number, number>

/** JSON as text, which every engine has. */
export type JsonText = string
