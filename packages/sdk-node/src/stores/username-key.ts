/** What two usernames share that differ in case only. In here and not in the database: SQLite knows no case beyond ASCII. */
export function toUsernameKey(username: string): string {
  return username.toLowerCase()
}
