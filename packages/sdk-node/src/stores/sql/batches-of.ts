/** A statement of SQLite takes 32766 values. */
const rowsAtOnce = 1000

/** As many at once as a statement takes. */
export function batchesOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, index) =>
    all.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  )
}
