#!/usr/bin/env node
import { once } from 'node:events'
import { run } from './cli/run.ts'

const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    print: (text) => void process.stdout.write(text),
    printError: (text) => void process.stderr.write(text),
    stopped: stopped.then(() => undefined),
  })
}

void main()
