const longest = 200

/** A value from outside, fit for a log line: quoted, without line ends, and short. */
export function quote(value: string | null): string {
  if (value === null) return 'none'
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
}
