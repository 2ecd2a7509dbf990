/**
 * Ends one session of a person: nobody ends the session of somebody else by writing another id into a form. Answers with what has ended;
 * null: it was over already, or was never theirs.
 */
export async function endOneOf({ auth, organizationId, context }, userId, id) {
  const sessions = await auth.sessions.list(organizationId, { userId })
  const found = sessions.find((session) => session.id === id)
  if (found === undefined) return null
  await auth.sessions.revoke(organizationId, { sessionId: id }, context)
  return found
}
