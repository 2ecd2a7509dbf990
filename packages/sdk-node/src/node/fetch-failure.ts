/** Why a guarded request has no answer. */
export type FetchFailureCode = 'FETCH_REFUSED' | 'FETCH_TIMEOUT' | 'FETCH_TOO_LARGE' | 'FETCH_FAILED'

/** An Error a guarded fetch rejects with. Its message names method, origin and path, never a query or a body. */
export interface FetchFailure extends Error {
  readonly code: FetchFailureCode
}

export function createFetchFailure(code: FetchFailureCode, message: string, cause?: unknown): FetchFailure {
  return Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { code })
}
