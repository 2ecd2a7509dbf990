import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** The root of the repository. */
export const root = join(import.meta.dirname, '..')

/**
 * Runs a program with the repository's own tools first in `PATH` and nothing on stdin.
 *
 * @param {readonly string[]} command
 * @param {{ readonly cwd?: string, readonly env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<{ command: readonly string[], code: number, stdout: string, output: string }>} never rejects for a
 *   program that fails: look at `code`. `output` is stdout and stderr as they came.
 */
export function runCommand(command, options = {}) {
  const [program = '', ...args] = command
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, FORCE_COLOR: '0', ...options.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ command, code: code ?? 1, stdout, output }))
  })
}
