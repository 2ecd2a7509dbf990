import { countWhile } from './count-while.ts'

/** So long that few are needed, so short that moving what follows costs nothing. */
const blockLength = 512

/** Ids in their order. Adding, deleting, looking up and starting anywhere cost much the same however many there are. */
export class SortedIds {
  /** Never empty; what is in one is before what is in the next. */
  readonly #blocks: string[][] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  has(id: string): boolean {
    const block = this.#blocks[this.#blockOf(id)]
    return block?.[countWhile(block, (one) => one <= id) - 1] === id
  }

  add(id: string): void {
    const at = this.#blockOf(id)
    const block = this.#blocks[at]
    if (block === undefined) this.#blocks.push([id])
    else if (!put(block, id)) return
    else if (block.length > blockLength) this.#blocks.splice(at + 1, 0, block.splice(whereToSplit(block, id)))
    this.#size += 1
  }

  delete(id: string): void {
    const at = this.#blockOf(id)
    const block = this.#blocks[at]
    const place = block === undefined ? -1 : countWhile(block, (one) => one <= id) - 1
    if (block?.[place] !== id) return
    block.splice(place, 1)
    if (block.length === 0) this.#blocks.splice(at, 1)
    this.#size -= 1
  }

  /** Higher ids only, without the first `offset` of them. */
  *from(after = '', offset = 0): Generator<string> {
    let skip = offset
    const first = this.#blockOf(after)
    for (let at = first; at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] ?? []
      const start = at === first ? countWhile(block, (one) => one <= after) : 0
      for (let place = start + skip; place < block.length; place += 1) yield block[place] ?? ''
      skip = Math.max(0, skip - (block.length - start))
    }
  }

  /** The last block that begins with it or before it, or else the first. */
  #blockOf(id: string): number {
    return Math.max(0, countWhile(this.#blocks, ([first = '']) => first <= id) - 1)
  }
}

/** False when it is there. */
function put(block: string[], id: string): boolean {
  const place = countWhile(block, (one) => one <= id)
  if (block[place - 1] === id) return false
  if (place === block.length) block.push(id)
  else block.splice(place, 0, id)
  return true
}

/** New ids come at the end, mostly: blocks that are left behind stay full. */
function whereToSplit(block: readonly string[], added: string): number {
  return block.at(-1) === added ? block.length - 1 : block.length >>> 1
}
