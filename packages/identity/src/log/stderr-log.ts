import type { LogEntry } from './log.ts'

/** The default log: what needs attention, one JSON line each, on the standard error output. */
export function stderrLog(entry: LogEntry): void {
  if (entry.level !== 'info') process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
}
