// `npm run size`: what `@launchpad-sso/react` adds to an app, beside its peers. Fails when it is too much.
import { join } from 'node:path'
import { root } from './run-command.js'
import { findMissingDirectives } from './size/find-missing-directives.js'
import { measureBundle } from './size/measure-bundle.js'

const maxBytes = 2000
const name = '@launchpad-sso/react'
const only = (...names) => `export { ${names.join(', ')} } from '${name}'`

const core = await measureBundle(only('SessionProvider', 'useSession', 'SignInButton'))
const form = await measureBundle(only('SessionProvider', 'SignInForm'))
const button = await measureBundle(only('SignInButton'))
/** @type {[string, number][]} */
const ours = [
  ['SessionProvider, useSession, SignInButton', core.bytes],
  ['SessionProvider, useSession', (await measureBundle(only('SessionProvider', 'useSession'))).bytes],
  ['SessionProvider, SignInForm', form.bytes],
  ['everything', (await measureBundle(`export * from '${name}'`)).bytes],
  ['styles.css', (await measureBundle(`@import '${name}/styles.css';`, 'css')).bytes],
]

/** A login button and a session hook of theirs, bundled like ours. @type {[string, number][]} */
const peers = [
  ['authkit-react', 7400],
  ['next-auth/react', 10_500],
  ['better-auth/react', 12_000],
  ['clerk-react', 25_600],
  ['auth0-react', 65_200],
]

const toLine = ([what, bytes]) => `  ${what.padEnd(44)}${(bytes / 1000).toFixed(2).padStart(6)} kB\n`
process.stdout.write(`${name}, minified and gzipped, React left out\n${ours.map(toLine).join('')}`)
process.stdout.write(`the first line of its peers\n${peers.map(toLine).join('')}`)

const isOfForm = (file) => /\/dist\/(sign-in\/|sign-in-form\.)/.test(file)
const undirected = findMissingDirectives(join(root, 'packages/react/dist'))
/** @type {[boolean, string][]} */
const rules = [
  [core.bytes <= maxBytes, `the first line has ${core.bytes} bytes, at most ${maxBytes} are allowed`],
  [form.files.some(isOfForm), 'the files of the sign-in form are not where this script looks for them'],
  [!button.files.some(isOfForm), `SignInButton alone brings ${button.files.filter(isOfForm).join(', ')}`],
  [undirected.length === 0, `without 'use client' in their first line: ${undirected.join(', ')}`],
]
const problems = rules.filter(([isKept]) => !isKept).map(([, problem]) => problem)
for (const problem of problems) process.stdout.write(`TOO MUCH OR WRONG: ${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
