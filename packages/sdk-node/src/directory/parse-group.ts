import { parseFields } from './parse-fields.ts'
import { invalid, orNull, parseId, toListParser, toTextParser } from './parse-values.ts'

/** A group to be. */
export interface GroupDraft {
  readonly name: string
  readonly connectionId?: string | null
}

const maxMembers = 1000

/** As the identity provider sends it: white space around it is part of it. */
export const parseGroupName: (value: unknown, name: string) => string = toTextParser({ max: 500, isTrimmed: false })

/** @throws AuthError REQUEST_INVALID */
export function parseGroupDraft(value: unknown): GroupDraft {
  const draft = parseFields<GroupDraft>('draft', value, { name: parseGroupName, connectionId: orNull(parseId) })
  parseGroupName(draft.name, 'draft.name')
  return draft
}

/** Each once. @throws AuthError REQUEST_INVALID */
export function parseUserIds(value: unknown): readonly string[] {
  const userIds = toListParser(parseId, maxMembers)(value, 'userIds')
  if (userIds.length === 0) throw invalid('userIds', 'at least one', value)
  return [...new Set(userIds)]
}
