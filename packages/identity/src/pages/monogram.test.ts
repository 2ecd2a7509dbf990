import { describe, expect, it } from 'vitest'
import { renderMonogram, toInitials } from './monogram.ts'

describe('a monogram', () => {
  it.each([
    ['Demo app', 'DA'],
    ['Travel & Expenses', 'TE'],
    ['wiki', 'W'],
    ['élan vital', 'ÉV'],
    ['  <b> 365 ', 'B3'],
    ['&', ''],
  ])('takes the initials of the first and the last word of %j: %j', (name, initials) => {
    expect(toInitials(name)).toBe(initials)
  })

  it('keeps its colour when the application is renamed', () => {
    const hue = (id: string, name: string) => /hue-\d/.exec(renderMonogram(id, name).toString())?.[0]
    expect(hue('app', 'Old name')).toBe(hue('app', 'New name'))
  })
})
