// `npm run check`: what can be known about the code without walking through it. A step is silent unless it fails.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, runCommand } from './run-command.js'

/** Folders with a tsconfig.json of their own: sources together with their tests, on sources. */
const projects = ['packages', 'examples']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
  .concat('test', 'test/next', 'test/next/app', 'bench', 'scripts')
  .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))

/** @type {[name: string, commands: string[][]][]} */
const steps = [
  ['types', [['tsc', '-b'], ...projects.map((folder) => ['tsc', '-p', folder, '--noEmit'])]],
  ['lint', [['oxlint', '--type-aware', '--deny-warnings']]],
  ['format', [['prettier', '--check', '--log-level', 'warn', '.']]],
  ['floors', [['vitest', 'run', '--project', 'unit', 'test/unit']]],
  ['unused', [['knip']]],
  [
    'docs',
    [
      ['node', 'scripts/check-docs.js'],
      ['node', 'scripts/generate-docs.js', '--check'],
    ],
  ],
]

/** Runs the commands of a step one after the other, all of them, whatever the others say. */
async function runStep([name, commands]) {
  const started = performance.now()
  const results = []
  for (const command of commands) results.push(await runCommand(command))
  const failed = results.filter(({ code }) => code !== 0)
  for (const { command, output } of failed)
    process.stdout.write(`\n--- ${name}: ${command.join(' ')}\n${output.trimEnd()}\n`)
  return { name, ok: failed.length === 0, seconds: (performance.now() - started) / 1000 }
}

const results = []
for (const step of steps) results.push(await runStep(step))

process.stdout.write('\n')
for (const { name, ok, seconds } of results) {
  process.stdout.write(`${name.padEnd(8)} ${ok ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s\n`)
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
