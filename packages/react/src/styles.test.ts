import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { dark, light, type Palette } from '../../sdk-node/src/pages/styles/palette.ts'
import { product } from '../../sdk-node/src/pages/styles/product.ts'

const css = readFileSync(new URL('../styles.css', import.meta.url), 'utf8')

/** The colours of every block that sets them, in the order of the file. */
const blocks = [...css.matchAll(/\{([^{}]*--launchpad-scheme:[^{}]*)\}/g)].map(([, block = '']) =>
  Object.fromEntries(
    [...block.matchAll(/--launchpad-([\w-]+): (#\w+);/g)].map(([, name = '', value]) => [name, value]),
  ),
)

const toName = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
/** The same colours of a palette. */
const pick = (palette: Palette, names: readonly string[]) =>
  Object.fromEntries(
    Object.entries(palette)
      .map(([name, value]) => [toName(name), String(value)] as const)
      .filter(([name]) => names.includes(name)),
  )

describe('the stylesheet', () => {
  it('has the colours of the built-in pages: light, dark by the system, dark by the app', () => {
    const names = Object.keys(blocks[0] ?? {})
    expect(names.length).toBeGreaterThan(10)
    expect(blocks).toEqual([pick(light, names), pick(dark, names), pick(dark, names)])
  })

  it('paints monograms as the Launchpad of the identity service does', () => {
    const theirs = [...product.matchAll(/\.hue-\d \{ background: (#\w+); \}/g)].map(([, colour]) => colour)
    const ours = [...css.matchAll(/\[data-hue(?:='\d')?\]\) \{[^}]*background(?:-color)?: (#\w+)/g)]
    expect(ours.map(([, colour]) => colour)).toEqual(theirs)
  })

  it('uses no property that nobody sets, unless it says what to take instead', () => {
    const used = [...css.matchAll(/var\(--launchpad-([\w-]+)\)/g)].map(([, name = '']) => name)
    const set = new Set([...Object.keys(blocks[0] ?? {}), 'scheme'])
    expect(used.filter((name) => !set.has(name))).toEqual([])
    expect([...set].filter((name) => !used.includes(name))).toEqual([])
  })

  it('touches nothing but the parts that the components have', () => {
    const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.tsx$/.test(file))
      .map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'))
      .join('\n')
    const parts = new Set([...css.matchAll(/\[data-launchpad='([\w-]+)'\]/g)].map(([, part = '']) => part))
    expect([...parts].filter((part) => !new RegExp(`['"]${part}['"]`).test(sources))).toEqual([])
    const selectors = css
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '')
      .matchAll(/([^{};]+)\{/g)
    const names = [...selectors].map(([, selector = '']) => selector.trim()).filter((name) => !name.startsWith('@'))
    expect(names.length).toBeGreaterThan(40)
    expect(names.filter((name) => !/\[data-(launchpad|theme)/.test(name))).toEqual([])
  })

  it('is small: below 3 kB', () => {
    expect(gzipSync(css, { level: 9 }).length).toBeLessThan(3000)
  })
})
