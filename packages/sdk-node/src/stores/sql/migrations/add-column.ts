import type { ColumnDefinitionBuilderCallback, ColumnDataType } from 'kysely'
import type { Statement } from '../engine.ts'
import { isDuplicateColumn } from '../failures.ts'

/**
 * Adds a column to a table that is there. SQLite has no `add column if not exists`, so everywhere the second attempt is
 * refused, and that is what says that it is done.
 */
export function addColumn(
  table: string,
  column: string,
  type: ColumnDataType,
  build?: ColumnDefinitionBuilderCallback,
): Statement {
  return ({ schema }) => ({
    execute: async () => {
      try {
        await schema.alterTable(table).addColumn(column, type, build).execute()
      } catch (error) {
        if (!isDuplicateColumn(error)) throw error
      }
    },
  })
}
