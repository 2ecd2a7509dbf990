import { randomBytes } from 'node:crypto'
import { idpEntityId, issueMessages, now } from './saml-messages.js'

/** @import { Keys } from './saml-messages.js' */

/** The most that is decoded. */
const limit = 256 * 1024

const open =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
  ` ID="_r" Version="2.0" IssueInstant="${now.toISOString()}"><saml:Issuer>${idpEntityId}</saml:Issuer>`
const close = '</samlp:Response>'

/**
 * What somebody without a key can send, each nearly as large as we read. By name, values of the form field.
 *
 * @param {Keys} keys
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function createHostileMessages(keys) {
  const [genuine] = await issueMessages(keys, { sign: 'assertion', count: 1 })
  const genuineXml = Buffer.from(genuine, 'base64').toString('utf8')
  const forged = { ...keys, idp: keys.other }
  const [byStranger] = await issueMessages(forged, { sign: 'both', groups: 1500, count: 1 })
  const [encrypted] = await issueMessages(forged, { sign: 'assertion', encrypt: true, groups: 1000, count: 1 })
  return new Map([
    ['random bytes', randomBytes(limit - 3).toString('base64')],
    ['a text that is no XML', encode('a'.repeat(limit - 3))],
    ['elements inside elements', encode(open + fill('<saml:A>'))],
    ['elements beside elements', encode(open + fill('<saml:A/>') + close)],
    ['attributes on one tag', encode(`${open}<saml:A${fill((index) => ` a${index}="1"`)}/>${close}`)],
    ['attributes on many tags', encode(open + fill((index) => `<saml:A a="${index}" b="1" c="1"/>`) + close)],
    ['namespace declarations', encode(`${open}<saml:A${fill((index) => ` xmlns:n${index}="urn:${index}"`)}/>${close}`)],
    ['character references', encode(`${open}<saml:A>${fill('&#x41;')}</saml:A>${close}`)],
    [
      'a document type with entities',
      encode(`<!DOCTYPE a [${fill((index) => `<!ENTITY e${index} "x">`)}]>${open}${close}`),
    ],
    ['an unsigned Response with a long text', encode(`${open}<saml:A>${fill('x')}</saml:A>${close}`)],
    ['signed by a stranger, 1500 groups', byStranger],
    ['encrypted for us by a stranger, 1000 groups', encrypted],
    ['a genuine signature over changed groups', encode(addGroups(genuineXml, '0a0a0a0a-1b1b-2c2c-3d3d-4e4e4e4e4e4e'))],
    ['a genuine signature over added markup', encode(addGroups(genuineXml, '&gt;&lt;&amp;&quot;'.repeat(4)))],
  ])
}

/**
 * As many as there is room for.
 *
 * @param {string | ((index: number) => string)} part
 */
function fill(part) {
  const room = limit - open.length - close.length - 100
  let text = ''
  for (let index = 0; ; index++) {
    const next = typeof part === 'string' ? part : part(index)
    if (text.length + next.length > room) return text
    text += next
  }
}

/** Only who compares digests finds out. @param {string} xml @param {string} value */
function addGroups(xml, value) {
  const place = xml.lastIndexOf('</saml:Attribute>')
  if (place === -1) throw new Error('wanted an Attribute with the prefix saml, found none')
  const element = `<saml:AttributeValue>${value}</saml:AttributeValue>`
  const count = Math.min(1900, Math.floor((limit - xml.length - 100) / element.length))
  return xml.slice(0, place) + element.repeat(count) + xml.slice(place)
}

/** @param {string} text */
function encode(text) {
  return Buffer.from(text).toString('base64')
}
