import { describe, expect, test } from 'vitest'
import { isCatalogRace, isForeignKeyViolation, isTransient, isUniqueViolation } from './failures.ts'
import { retry } from './retry.ts'

const failure = (fields: object): Error => Object.assign(new Error('driver'), fields)

describe('failures of drivers', () => {
  test.each([
    ['a serialization failure', { code: '40001' }],
    ['a deadlock', { code: '40P01' }],
    ["YugabyteDB's conflict", { code: 'YB001' }],
    ['a busy file, in libsql', { code: 'SQLITE_BUSY', rawCode: 5 }],
    ['a busy snapshot, in libsql', { code: 'SQLITE_BUSY_SNAPSHOT', rawCode: 517 }],
    ['a busy file, in node:sqlite', { code: 'ERR_SQLITE_ERROR', errcode: 5 }],
    ['a busy snapshot, in node:sqlite', { code: 'ERR_SQLITE_ERROR', errcode: 517 }],
  ])('that another try may mend: %s', (_, fields) => expect(isTransient(failure(fields))).toBe(true))

  test.each([
    ['a unique violation', { code: '23505' }],
    ['a lost connection', { code: 'ECONNRESET' }],
    ['an unknown outcome', { code: '40003' }],
    ['a read-only file', { code: 'ERR_SQLITE_ERROR', errcode: 8 }],
    ['a full disk', { code: 'SQLITE_FULL', rawCode: 13 }],
  ])('that another try would not mend, or do twice: %s', (_, fields) =>
    expect(isTransient(failure(fields))).toBe(false),
  )

  test.each([
    ['PostgreSQL', { code: '23505' }],
    ['libsql, primary key', { code: 'SQLITE_CONSTRAINT_PRIMARYKEY', rawCode: 1555 }],
    ['libsql, unique', { code: 'SQLITE_CONSTRAINT_UNIQUE', rawCode: 2067 }],
    ['node:sqlite, primary key', { code: 'ERR_SQLITE_ERROR', errcode: 1555 }],
    ['node:sqlite, unique', { code: 'ERR_SQLITE_ERROR', errcode: 2067 }],
  ])('that mean the row is there: %s', (_, fields) => expect(isUniqueViolation(failure(fields))).toBe(true))

  test.each([
    ['PostgreSQL', { code: '23503' }],
    ['libsql', { code: 'SQLITE_CONSTRAINT_FOREIGNKEY', rawCode: 787 }],
    ['node:sqlite', { code: 'ERR_SQLITE_ERROR', errcode: 787 }],
  ])('that mean the row it belongs to is not there: %s', (_, fields) => {
    expect(isForeignKeyViolation(failure(fields))).toBe(true)
    expect(isUniqueViolation(failure(fields))).toBe(false)
  })

  test('that two creators of one table meet, and not those of two writers of one row', () => {
    expect(isCatalogRace(failure({ code: '23505', schema: 'pg_catalog' }))).toBe(true)
    expect(isCatalogRace(failure({ code: '42P07' }))).toBe(true)
    expect(isCatalogRace(Object.assign(new Error('tuple concurrently updated'), { code: 'XX000' }))).toBe(true)
    expect(isCatalogRace(failure({ code: '23505', schema: 'public' }))).toBe(false)
  })

  test('are only those that a driver threw', () => {
    expect(
      [isTransient, isUniqueViolation, isForeignKeyViolation].some((is) => is({ code: '40001' }) || is(null)),
    ).toBe(false)
  })
})

describe('trying again', () => {
  test('ends with the first success', async () => {
    let calls = 0
    const work = async (): Promise<number> => {
      calls += 1
      if (calls < 4) throw failure({ code: '40001' })
      return calls
    }
    expect(await retry(work)).toBe(4)
  })

  test('is not for other failures', async () => {
    let calls = 0
    const work = async (): Promise<never> => {
      calls += 1
      throw failure({ code: '23505' })
    }
    await expect(retry(work)).rejects.toMatchObject({ code: '23505' })
    expect(calls).toBe(1)
  })

  test('has an end', async () => {
    let calls = 0
    const work = async (): Promise<never> => {
      calls += 1
      throw failure({ code: '40P01' })
    }
    await expect(retry(work)).rejects.toMatchObject({ code: '40P01' })
    expect(calls).toBe(30)
  })
})
