import { fork } from 'node:child_process'
import { once } from 'node:events'

/**
 * Another process of ours, that sends `{ port }` when it listens and answers every message with one message.
 *
 * @param {URL} file
 * @param {readonly string[]} args
 */
export async function startChild(file, args) {
  const child = fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [hello] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`${file.pathname} ended with ${code} before it listened`)),
    ),
  ])
  /** @param {unknown} message @returns {Promise<any>} */
  const ask = async (message) => {
    child.send(/** @type {import('node:child_process').Serializable} */ (message))
    return (await once(child, 'message'))[0]
  }
  return {
    port: Number(hello.port),
    ask,
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** For the child: tells its parent where it listens, and answers. @param {number} port @param {(message: any) => unknown} answer */
export function serveParent(port, answer) {
  process.on('message', (message) => {
    void Promise.resolve(answer(message)).then((reply) => process.send?.(reply))
  })
  // Ctrl-C in the parent's terminal, or the parent's end: nothing is left behind.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}
