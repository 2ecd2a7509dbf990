// Compiles every TypeScript and JavaScript block of the documentation and follows its relative links.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrokenLinks } from './docs/find-broken-links.js'
import { listCodeBlocks } from './docs/list-code-blocks.js'
import { root, runCommand } from './run-command.js'

const packagePages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`)
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].concat(
  packagePages.filter((page) => existsSync(join(root, page))),
  readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
)
const folder = join(root, '.cache/docs')

/** Writes one module per block; its name says where it comes from. @returns the names. */
function extractBlocks() {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const names = []
  for (const page of pages) {
    for (const { language, line, code } of listCodeBlocks(readFileSync(join(root, page), 'utf8'))) {
      const name = `${page.replaceAll('/', '~')}@${line}.${language}`
      writeFileSync(join(folder, name), `${code}\nexport {}\n`)
      names.push(name)
    }
  }
  return names
}

/** Where a page's example keeps its `createAuth`: the blocks of one app are modules of their own here. */
const authModule = "declare module '@/auth' {\n  export const auth: import('@launchpad-sso/sdk-node').Auth\n}\n"

/** Compiles the blocks against the packages' sources. @returns what the compiler says, with lines of the pages. */
async function compileBlocks() {
  const config = {
    extends: '../../tsconfig.test.json',
    compilerOptions: { allowJs: true, checkJs: true, noUnusedLocals: false },
    include: ['*.ts', '*.tsx', '*.js'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'auth.d.ts'), authModule)
  const { code, output } = await runCommand(['tsc', '-p', folder, '--pretty', 'false'])
  const located = output.replaceAll(/^\S*?([^/\s]+)@(\d+)\.[jt]sx?\((\d+),/gm, (_all, page, first, line) => {
    return `${page.replaceAll('~', '/')}(${Number(first) + Number(line)},`
  })
  return code === 0 ? '' : located
}

const blocks = extractBlocks()
const problems = [await compileBlocks(), ...findBrokenLinks(pages)].filter((problem) => problem !== '')
process.stdout.write(`${blocks.length} code blocks in ${pages.length} pages\n${problems.join('\n')}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
