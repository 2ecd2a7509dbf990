import type { LogEntry } from '../ports/log.ts'

/** The default log: what needs attention, one JSON line each, on the standard error output. */
export function consoleLog(entry: LogEntry): void {
  if (entry.level !== 'info') console.error(JSON.stringify({ time: new Date().toISOString(), ...entry }))
}
