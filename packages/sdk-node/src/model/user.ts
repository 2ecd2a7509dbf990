/** A person an organization gave us. */
export interface User {
  readonly id: string
  readonly organizationId: string
  /** Lower case; null when no identity provider ever sent one. */
  readonly email: string | null
  readonly name: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly status: 'active' | 'inactive'
  /** How the user came in. */
  readonly source: 'jit' | 'manual'
  readonly roles: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Who a person is at one connection. Unique: it leads to one user. */
export interface SubjectLink {
  readonly connectionId: string
  readonly subject: string
}
