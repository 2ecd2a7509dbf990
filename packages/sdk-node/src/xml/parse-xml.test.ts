import { describe, expect, test } from 'vitest'
import { findAttribute } from './find-attribute.ts'
import { findChild, findChildren } from './find-children.ts'
import { findNamespaces } from './find-namespaces.ts'
import { parseXml } from './parse-xml.ts'
import { metadataBudget, samlBudget, type XmlBudget } from './xml-budget.ts'
import type { XmlElement } from './xml-element.ts'
import { XmlError } from './xml-error.ts'

const parse = (xml: string, budget: XmlBudget = samlBudget): XmlElement => parseXml(xml, budget)

describe('parseXml', () => {
  test('gives names, namespaces, attributes and text', () => {
    const root = parse(`<p:a xmlns:p="urn:p" xmlns="urn:d" x="1" p:y='2'> one <b/>two<c xmlns="">three</c></p:a>`)
    expect(root).toMatchObject({ name: 'a', prefix: 'p', namespace: 'urn:p', text: ' one two', parent: null })
    expect(root.attributes).toEqual([
      { prefix: '', name: 'x', namespace: '', value: '1' },
      { prefix: 'p', name: 'y', namespace: 'urn:p', value: '2' },
    ])
    expect(root.children.map(({ name, namespace, text }) => ({ name, namespace, text }))).toEqual([
      { name: 'b', namespace: 'urn:d', text: '' },
      { name: 'c', namespace: '', text: 'three' },
    ])
    expect(root.content.map((each) => (typeof each === 'string' ? each : each.name))).toEqual([
      ' one ',
      'b',
      'two',
      'c',
    ])
    expect(root.children[1]?.parent).toBe(root)
    expect(root.declarations).toEqual(
      new Map([
        ['p', 'urn:p'],
        ['', 'urn:d'],
      ]),
    )
  })

  test('gives the place of every element in the text', () => {
    const xml = '\ufeff<?xml version="1.0"?>\r\n<a>\r\n<b x="&gt;"/><c >d</c\n></a> '
    const root = parse(xml)
    const texts = [root, ...root.children].map(({ start, end }) => xml.slice(start, end))
    expect(texts).toEqual(['<a>\r\n<b x="&gt;"/><c >d</c\n></a>', '<b x="&gt;"/>', '<c >d</c\n>'])
  })

  test('resolves the five entities and character references', () => {
    expect(parse('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;&#x0043;</a>').text).toBe(`<>&"'AB😀C`)
    expect(parse('<a b="&lt;&#10;&#x9;"/>').attributes[0]?.value).toBe('<\n\t')
  })

  test('normalises line ends in text, and white space in attribute values', () => {
    expect(parse('<a>1\r\n2\r3\n4&#13;<![CDATA[\r\n]]></a>').text).toBe('1\n2\n3\n4\r\n')
    expect(parse('<a b="1\r\n2\r3\n4\t5  6"/>').attributes[0]?.value).toBe('1 2 3 4 5  6')
  })

  test('takes CDATA as text', () => {
    expect(parse('<a>1<![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>').text).toBe('1<b>&amp;]]>')
  })

  test('takes names of all languages', () => {
    expect(parse('<日本:é·1 xmlns:日本="urn:x"/>')).toMatchObject({ prefix: '日本', name: 'é·1', namespace: 'urn:x' })
    expect(parse('<𝒳/>').name).toBe('𝒳')
  })

  test('lets inner declarations shadow outer ones, and ends them with their element', () => {
    const root = parse('<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a>')
    const [b, d] = root.children
    expect([root, b, b?.children[0], d].map((each) => each?.namespace)).toEqual(['urn:1', 'urn:2', 'urn:2', 'urn:1'])
  })

  test('parses a fragment with the declarations around it', () => {
    const root = parseXml(
      '<p:a><b/></p:a>',
      samlBudget,
      new Map([
        ['p', 'urn:p'],
        ['', 'urn:d'],
      ]),
    )
    expect([root.namespace, root.children[0]?.namespace]).toEqual(['urn:p', 'urn:d'])
  })

  test('takes attributes called like parts of Object', () => {
    const root = parse('<a __proto__="1" constructor="2" toString="3"><__proto__/></a>')
    expect(root.attributes.map((each) => each.value)).toEqual(['1', '2', '3'])
    expect(findChild(root, '', '__proto__')).not.toBeNull()
  })
})

const refused: Readonly<Record<string, readonly string[]>> = {
  'a document type': ['<!DOCTYPE a><a/>', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', '<a><!ELEMENT a ANY></a>'],
  'an entity beyond the five': ['<a>&nbsp;</a>', '<a b="&x;"/>', '<a>&toString;</a>', '<a>&LT;</a>'],
  'a bad reference': [
    '<a>&</a>',
    '<a>&amp</a>',
    '<a>& amp;</a>',
    '<a>&#;</a>',
    '<a>&#x;</a>',
    '<a>&#xg;</a>',
    '<a>&#X41;</a>',
    '<a>&#1e1;</a>',
    '<a>&#-65;</a>',
    '<a>&;</a>',
  ],
  'a reference to a character that is none': [
    '<a>&#0;</a>',
    '<a>&#x1F;</a>',
    '<a>&#xFFFE;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>&#99999999999;</a>',
  ],
  'a processing instruction': [
    '<?php x?><a/>',
    '<a><?x y?></a>',
    '<a/><?x?>',
    '<a b="c"><?xml version="1.0"?></a>',
    ' <?xml version="1.0"?><a/>',
    '<?xmlx version="1.0"?><a/>',
  ],
  'a comment': ['<!-- x --><a/>', '<a>b<!-- c -->d</a>', '<a/><!---->'],
  'something after the root': ['<a/>b', '<a/><b/>', '<a></a></a>', '<a/>&#32;', '<a/><![CDATA[]]>', '<a/>\u00a0'],
  'something before the root': ['b<a/>', '<![CDATA[ ]]><a/>', '</a>'],
  'no element': ['', ' \n', '<?xml version="1.0"?>', '\ufeff'],
  'what does not end': [
    '<a>',
    '<a',
    '<a b',
    '<a b=',
    '<a b="',
    '<a><b></a>',
    '<a b="c"',
    '<a><![CDATA[x</a>',
    '<a/',
    '</',
    '<',
  ],
  'tags that do not match': [
    '<a></b>',
    '<a><b></a></b>',
    '<p:a xmlns:p="urn:p"></a>',
    '<p:a xmlns:p="urn:p" xmlns:q="urn:p"></q:a>',
    '<a></A>',
    '<a></a b="c">',
  ],
  'an attribute given twice': [
    '<a b="1" b="2"/>',
    '<a p:b="1" p:b="2" xmlns:p="urn:p"/>',
    '<a xmlns="urn:1" xmlns="urn:2"/>',
    '<a xmlns:p="urn:1" xmlns:q="urn:1" p:b="1" q:b="2"/>',
  ],
  'an undeclared prefix': ['<p:a/>', '<a p:b="c"/>', '<a><b xmlns:p="urn:p"/><p:c/></a>', '<toString:a/>'],
  'a namespace that is no absolute URI': [
    '<a xmlns="x"/>',
    '<a xmlns="../x"/>',
    '<a xmlns:p="//x"/>',
    '<a xmlns:p=""/>',
    '<a xmlns=" "/>',
    `<a xmlns='urn:a" b="c'/>`,
    '<a xmlns="urn:&lt;"/>',
    `<a xmlns="urn:${'x'.repeat(300)}"/>`,
  ],
  'a wrong use of xml and xmlns': [
    '<a xmlns:xml="urn:x"/>',
    '<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>',
    '<a xmlns="http://www.w3.org/XML/1998/namespace"/>',
    '<a xmlns:xmlns="urn:x"/>',
    '<a xmlns:x="http://www.w3.org/2000/xmlns/"/>',
    '<xmlns:a/>',
    '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
  ],
  'a character that is not allowed': [
    '<a>\u0000</a>',
    '<a b="\u0008"/>',
    '<a>\ufffe</a>',
    '<a>\ud800</a>',
    '<a>\udc00\ud800</a>',
    '<a\u000b/>',
  ],
  ']]> in text': ['<a>]]></a>', '<a>]]]></a>'],
  'a bad name': [
    '<1a/>',
    '<-a/>',
    '<a 1b="c"/>',
    '< a/>',
    '<a:/>',
    '<:a/>',
    '<a:b:c xmlns:a="urn:a"/>',
    '<a xmlns:="urn:x"/>',
    '<a xmlns:1="urn:x"/>',
    '<a\u00d7/>',
    '<\u{f0000}/>',
    '<a :b=""/>',
  ],
  '< in an attribute value': ['<a b="<"/>', '<a b="</a>"/>'],
  'a tag that is not formed well': [
    '<a b=c/>',
    '<a b/>',
    '<a b="1"c="2"/>',
    '<a / >',
    '<a b=""/ >',
    '<a/ b="c">',
    '<a b="1",c="2"/>',
    '<a b = "c"\u00a0/>',
    '</a/>',
    '<a>< /a>',
    '<!x/>',
    '<a><!></a>',
    '<a><![cdata[]]></a>',
    '<a><![CDATA []]></a>',
  ],
  'a declaration of another version or encoding': [
    '<?xml version="1.1"?><a/>',
    '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
    '<?xml version="1.0" encoding="UTF-16"?><a/>',
    '<?xml encoding="UTF-8"?><a/>',
    '<?xml encoding="UTF-8" version="1.0"?><a/>',
    '<?xml version="1.0" standalone="maybe"?><a/>',
    '<?xml version="1.0"',
    `<?xml version="1.0"${' '.repeat(300)}?><a/>`,
    '<?xml version="1.0" x="y"?><a/>',
    '<?xml version="1.0"?x><a/>',
  ],
}

describe('parseXml refuses', () => {
  for (const [what, documents] of Object.entries(refused)) {
    test.each(documents)(`${what}: %j`, (xml) => {
      expect(() => parse(xml)).toThrow(XmlError)
    })
  }

  test.each(['', ' encoding="UTF-8"', " encoding='utf-8' standalone = 'no'", ' standalone="yes"', ' encoding="utf8" '])(
    'but takes the declaration version="1.0"%s',
    (rest) => {
      expect(parse(`<?xml version="1.0"${rest}?>\n<a/>`).name).toBe('a')
    },
  )
})

describe('the budget for SAML messages', () => {
  const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
  const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion'
  const times = (count: number, text: string): string => text.repeat(count)
  const parent = (name: string, namespace: string, children: number): string =>
    `<${name} xmlns="${namespace}">${times(children, '<c/>')}</${name}>`
  const nested = (depth: number): string => `${times(depth, '<a>')}${times(depth, '</a>')}`
  const attributes = (count: number): string => Array.from({ length: count }, (_, at) => ` a${at}=""`).join('')
  const declarations = (count: number): string =>
    Array.from({ length: count }, (_, at) => ` xmlns:a${at}="urn:a"`).join('')
  const signature = (elements: number): string =>
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyInfo>${times(elements - 1, '<c/>')}</KeyInfo></Signature>`
  const wide = (elements: number): string => {
    const values = (count: number): string => `<Attribute xmlns="${assertion}">${times(count, '<v/>')}</Attribute>`
    return `<a>${values(2000)}${values(elements - 2003)}</a>`
  }

  const spread = (count: number): string => {
    // One is the declaration on the parent.
    const full = `<v${attributes(50)}/>`
    return `<Attribute xmlns="${assertion}">${times(Math.floor((count - 1) / 50), full)}<v${attributes((count - 1) % 50)}/></Attribute>`
  }

  const limits: readonly (readonly [string, (count: number) => string, number])[] = [
    ['children of Response', (count) => parent('Response', protocol, count), 8],
    ['children of Assertion', (count) => parent('Assertion', assertion, count), 12],
    ['children of AttributeStatement', (count) => parent('AttributeStatement', assertion, count), 1000],
    ['values of an Attribute', (count) => parent('Attribute', assertion, count), 2000],
    ['children of anything else', (count) => parent('Other', assertion, count), 64],
    ['elements below a Signature', signature, 40],
    ['elements', wide, 4000],
    ['levels', nested, 40],
    ['attributes of a tag', (count) => `<a${attributes(count)}/>`, 64],
    ['attributes of all tags', spread, 8000],
    [
      'declarations in force',
      (count) => `<a${declarations(count - 1)}><b xmlns:b="urn:b"/><c xmlns:c="urn:c"/></a>`,
      48,
    ],
    ['> in text', (count) => `<a>${times(count, '>')}</a>`, 4000],
    ['references in text', (count) => `<a>${times(count, '&lt;')}</a>`, 4000],
    ['references in attribute values', (count) => `<a b='${times(count, '&amp;')}'/>`, 4000],
    ['> in CDATA', (count) => `<a><![CDATA[${times(count, '>')}]]></a>`, 4000],
    ['" in attribute values', (count) => `<a b='${times(count, '"')}'/>`, 4000],
  ]
  test.each(limits)('counts %s', (_what, write, limit) => {
    expect(() => parse(write(limit))).not.toThrow()
    expect(() => parse(write(limit + 1))).toThrow(XmlError)
  })

  test('stops at the breach', () => {
    // What follows would be refused for another reason, were it read.
    expect(() => parse(`<Response xmlns="${protocol}">${times(9, '<a/>')}</wrong>`)).toThrow(/more than 8 children/)
    expect(() => parse(`${times(41, '<a>')}</wrong>`)).toThrow(/deeper than 40/)
  })

  test('is not the one for metadata, where people leave comments', () => {
    expect(parse('<!-- 1 --><a>b<!-- <c> & -->d</a><!---->', metadataBudget).text).toBe('bd')
    for (const xml of ['<a><!-- x</a>', '<a><!-- -- --></a>']) {
      expect(() => parse(xml, metadataBudget)).toThrow(XmlError)
    }
    expect(parse(`<a>${times(5000, '<b/>')}</a>`, metadataBudget).children).toHaveLength(5000)
  })
})

describe('looking things up', () => {
  const root = parse(
    '<a xmlns:p="urn:p" x="1" p:x="2"><b n="1"/><p:b/><b n="2" xmlns="" xmlns:q="urn:q" xmlns:p="urn:r"/></a>',
  )

  test('finds children by name and namespace', () => {
    expect(findChildren(root, '', 'b').map((each) => findAttribute(each, 'n'))).toEqual(['1', '2'])
    expect(findChild(root, 'urn:p', 'b')?.prefix).toBe('p')
    expect(findChild(root, 'urn:x', 'b')).toBeNull()
  })

  test('finds attributes by name and namespace', () => {
    expect([findAttribute(root, 'x'), findAttribute(root, 'x', 'urn:p'), findAttribute(root, 'y')]).toEqual([
      '1',
      '2',
      null,
    ])
  })

  test('finds the namespaces in scope', () => {
    expect(findNamespaces(root.children[2] ?? null)).toEqual(
      new Map([
        ['q', 'urn:q'],
        ['p', 'urn:r'],
      ]),
    )
    expect(findNamespaces(null)).toEqual(new Map())
  })
})
