import { showDocument, type Reply } from '../http/reply.ts'

/** Says that the process answers. */
export async function showHealth(): Promise<Reply> {
  return showDocument('application/json', '{"status":"ok"}')
}
