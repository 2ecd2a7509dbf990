import { once } from 'node:events'
import { join } from 'node:path'
import type { Auth } from '@launchpad-sso/sdk-node'
import { startProcess } from '../../../../packages/sdk-node/test/stores/support/start-process.ts'
import type { InstanceCall, InstanceHello, InstanceReply, InstanceSetup } from './instance-process.ts'

/** One instance of an app, in a process of its own, with a pool of its own. */
export interface Instance {
  readonly origin: string
  /** Its `Auth`, called over there. What goes there and back is data: no functions. */
  readonly auth: Auth
  /** Ends it without giving it a chance to finish anything. */
  readonly kill: () => Promise<void>
}

export async function startInstance(setup: InstanceSetup): Promise<Instance> {
  const { child, kill } = await startProcess(join(import.meta.dirname, 'instance-process.ts'), setup)
  const [hello] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`an instance ended with ${code} before it listened`)),
    ),
  ])) as [InstanceHello]
  const waiting = new Map<number, (reply: InstanceReply) => void>()
  child.on('message', (reply: InstanceReply) => {
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  let calls = 0
  const call = async (path: readonly string[], given: readonly unknown[]): Promise<unknown> => {
    const id = (calls += 1)
    const replied = new Promise<InstanceReply>((resolve) => waiting.set(id, resolve))
    child.send({ id, path, given } satisfies InstanceCall)
    const { answer, failure } = await replied
    if (failure !== undefined) throw new Error(`${path.join('.')}: ${failure}`)
    return answer
  }
  return { origin: `http://127.0.0.1:${hello.port}`, auth: toRemoteAuth(call), kill }
}

type Call = (path: readonly string[], given: readonly unknown[]) => Promise<unknown>

/** `auth.health()` and `auth.sessions.revoke(…)`, as calls of these names. */
function toRemoteAuth(call: Call): Auth {
  const part = (name: string): object =>
    new Proxy((...given: readonly unknown[]) => call([name], given), {
      get:
        (_, verb) =>
        async (...given: readonly unknown[]) =>
          call([name, String(verb)], given),
    })
  return new Proxy({}, { get: (_, name) => part(String(name)) }) as Auth
}
