import { json } from '../http/respond.ts'
import type { LaunchpadAnswer } from '../model/wire.ts'
import type { Kit, Visit } from './kit.ts'
import type { Answer } from '../ports/answer.ts'

/** GET /launchpad: where the browser asks for the person's applications. */
export async function launchpad(_visit: Visit, kit: Kit): Promise<Answer> {
  const id = kit.config.defaultConnectionId
  const connection = id === null ? null : await kit.connections.find(id)
  const answer: LaunchpadAnswer = {
    applicationsUrl:
      connection?.type === 'oidc' ? `${connection.issuer.replace(/\/$/, '')}/launchpad/applications` : null,
  }
  return json(answer)
}
