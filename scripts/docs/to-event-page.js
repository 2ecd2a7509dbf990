import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { root } from '../run-command.js'

const built = pathToFileURL(join(root, 'packages/sdk-node/dist/webhooks.js')).href

/**
 * One section for each type of event: when it is sent, what it holds, and an example that its schema accepts.
 *
 * @returns {Promise<string>}
 * @throws Error when an example is not what the schema says.
 */
export async function toEventPage() {
  const { eventSchemas } = await import(built)
  const ajv = new Ajv2020({ allowUnionTypes: true })
  // @ts-expect-error its types are those of another module system
  addFormats(ajv)
  return Object.entries(eventSchemas)
    .map(([type, schema]) => {
      const example = toObject(schema.properties)
      if (!ajv.validate(schema, example)) throw new Error(`example of ${type}: ${ajv.errorsText()}`)
      const data = schema.properties.data.oneOf[0]
      const rows = toRows(data, 'data', '').join('\n')
      const table = rows === '' ? 'Without data.' : `| member | type | |\n|---|---|---|\n${rows}`
      // The frame is the same everywhere, and stands on the page once.
      const json = JSON.stringify(Reflect.get(example, 'data'), null, 2)
      return `## \`${type}\`\n\nWhen ${schema.description}.\n\n${table}\n\n\`\`\`json\n${json}\n\`\`\``
    })
    .join('\n\n')
}

/**
 * All schemas as one document: each by the type's name below `$defs`.
 *
 * @returns {Promise<string>}
 */
export async function toEventSchemas() {
  const { eventSchemas } = await import(built)
  const types = Object.keys(eventSchemas)
  const $defs = Object.fromEntries(
    Object.entries(eventSchemas).map(([type, { $schema: _dialect, ...schema }]) => [type, schema]),
  )
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Body of a webhook',
    oneOf: types.map((type) => ({ $ref: `#/$defs/${type}` })),
    $defs,
  }
  return JSON.stringify(document)
}

/** @typedef {{ type?: string | readonly string[], properties?: Record<string, Schema>, required?: readonly string[], oneOf?: readonly Schema[], items?: Schema, enum?: readonly unknown[], const?: string | number | boolean | null, description?: string, examples?: readonly unknown[] }} Schema */

/** @type {(schema: Schema) => unknown} */
function toExample({ examples = [], properties, oneOf, items, type }) {
  if (examples.length > 0) return examples[0]
  if (oneOf?.[0] !== undefined) return toExample(oneOf[0])
  if (properties !== undefined) return toObject(properties)
  if (items !== undefined) return [toExample(items)]
  return type === 'null' ? null : undefined
}

/** What has no example is left out. @type {(properties: Record<string, Schema>) => object} */
function toObject(properties) {
  const members = Object.entries(properties).map(([name, schema]) => [name, toExample(schema)])
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}

/** @type {(schema: Schema, name: string, path: string) => readonly string[]} */
function toRows({ properties = {}, required = [] }, name, path) {
  const here = path === '' ? name : `${path}.${name}`
  const { old, new: next } = properties
  const isSame = old?.properties !== undefined && JSON.stringify(old.properties) === JSON.stringify(next?.properties)
  return Object.entries(properties).flatMap(([member, schema]) => {
    const notes = [schema.description, required.includes(member) ? undefined : 'when it changed']
    const note = isSame && member === 'old' ? 'the same members as `new`' : notes.filter(Boolean).join('; ')
    const row = `| \`${here}.${member}\` | ${toTypeText(schema)} | ${note} |`
    const inner = schema.oneOf?.find((each) => each.properties !== undefined) ?? schema
    return isSame && member === 'old' ? [row] : [row, ...toRows(inner, member, here)]
  })
}

/** @type {(schema: Schema) => string} */
function toTypeText(schema) {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.oneOf !== undefined) return schema.oneOf.map(toTypeText).join(' or ')
  if (schema.items !== undefined)
    return `list of ${toTypeText(schema.items)}${Array.isArray(schema.type) ? ', or null' : ''}`
  return [schema.type ?? 'anything'].flat().join(' or ')
}
