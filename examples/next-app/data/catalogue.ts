/** Something one can ask for. */
export interface Article {
  readonly id: string
  readonly name: string
  readonly group: string
  readonly price: number
}

const groups: Readonly<Record<string, readonly (readonly [name: string, price: number])[]>> = {
  Office: [
    ['Desk, height adjustable', 1_890],
    ['Office chair', 940],
    ['Monitor, 27 inch', 1_320],
    ['Keyboard and mouse', 210],
    ['Desk lamp', 165],
    ['Whiteboard', 380],
  ],
  Workshop: [
    ['Safety shoes', 124],
    ['Work gloves, 12 pairs', 96],
    ['Cordless drill', 720],
    ['Tool trolley', 1_450],
    ['Welding helmet', 415],
    ['Workbench', 1_980],
  ],
  Warehouse: [
    ['Pallet jack', 2_340],
    ['Barcode scanner', 860],
    ['Stretch film, 6 rolls', 148],
    ['Shelf unit', 690],
    ['Packing table', 1_150],
    ['Floor tape', 42],
  ],
  Laboratory: [
    ['Beaker set', 118],
    ['Precision scale', 2_780],
    ['Lab coat', 74],
    ['Safety goggles', 38],
    ['Pipette', 310],
    ['Sample fridge', 3_460],
  ],
}

/** What everybody may see; the prices are for those who have signed in. */
export const catalogue: readonly Article[] = Object.entries(groups)
  .flatMap(([group, articles]) => articles.map(([name, price]) => ({ name, group, price })))
  .map((article, index) => ({ id: String(index + 1), ...article }))

export function findArticle(id: string): Article | null {
  return catalogue.find((article) => article.id === id) ?? null
}
