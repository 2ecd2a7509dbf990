/** The two functions of a test runner that the contracts need. vitest's, jest's and node:test's fit. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown
  readonly test: (name: string, body: () => Promise<void>) => unknown
}
