/** Who did it; `id` is null for somebody who is not known, or not known yet. */
export interface EventActor {
  readonly type: 'user' | 'api' | 'scim' | 'system'
  readonly id: string | null
}
