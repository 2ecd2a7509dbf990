import { isForeignKeyViolation, isUniqueViolation } from './failures.ts'

/** What the tables refuse is an answer: the row is there already, or the one it belongs to is not. */
export async function toAnswer(write: Promise<boolean>): Promise<boolean> {
  try {
    return await write
  } catch (error) {
    if (isUniqueViolation(error) || isForeignKeyViolation(error)) return false
    throw error
  }
}
