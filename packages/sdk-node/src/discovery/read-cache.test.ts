import { expect, test } from 'vitest'
import { createReadCache } from './read-cache.ts'

interface Value {
  readonly text: string
}

/** Reads are answered when the test says so. */
function setUp(max = 10) {
  const asked: {
    readonly key: string
    readonly known: Value | null
    readonly answer: (value: Value | null) => void
  }[] = []
  const cache = createReadCache<Value>((key, known) => new Promise((answer) => asked.push({ key, known, answer })), max)
  const put = async (key: string, text: string): Promise<void> => {
    const waiting = cache.get(key)
    asked.at(-1)?.answer({ text })
    await waiting
  }
  return { asked, cache, put }
}

test('reads once for everybody who waits, and not again', async () => {
  const { asked, cache } = setUp()
  const waiting = [cache.get('a'), cache.get('a')]
  asked[0]?.answer({ text: 'first' })
  for (const one of waiting) expect(await one).toEqual({ text: 'first' })
  expect(cache.get('a')).toEqual({ text: 'first' })
  expect(asked).toHaveLength(1)
})
test('does not remember that there was none', async () => {
  const { asked, cache } = setUp()
  const waiting = cache.get('a')
  asked[0]?.answer(null)
  expect(await waiting).toBeNull()
  void cache.get('a')
  expect(asked).toHaveLength(2)
})
test('does not keep what changed while it was read', async () => {
  const { asked, cache } = setUp()
  const old = cache.get('a')
  cache.evict('a')
  const fresh = cache.get('a')
  asked[1]?.answer({ text: 'new' })
  await fresh
  asked[0]?.answer({ text: 'old' })
  expect(await old).toEqual({ text: 'old' })
  expect(cache.get('a')).toEqual({ text: 'new' })
})
test('keeps nothing that is being read when some value of unknown keys is over', async () => {
  const { asked, cache, put } = setUp()
  await put('kept', 'good')
  await put('over', 'bad')
  const waiting = cache.get('reading')
  cache.evictWhere(({ text }) => text === 'bad')
  asked.at(-1)?.answer({ text: 'bad' })
  await waiting
  expect(cache.size()).toBe(1)
  expect(cache.get('kept')).toEqual({ text: 'good' })
})
test('reads again when it is told to, with what is known at hand', async () => {
  const { asked, cache, put } = setUp()
  await put('a', 'first')
  const again = cache.reload('a')
  expect(asked[1]?.known).toEqual({ text: 'first' })
  asked[1]?.answer({ text: 'second' })
  await again
  expect(cache.get('a')).toEqual({ text: 'second' })
  const gone = cache.reload('a')
  asked[2]?.answer(null)
  await gone
  expect(cache.size()).toBe(0)
})
test('makes room by forgetting the oldest', async () => {
  const { cache, put } = setUp(2)
  for (const key of ['a', 'b', 'c']) await put(key, key)
  expect(cache.size()).toBe(2)
  expect(cache.get('c')).toEqual({ text: 'c' })
  expect(cache.get('a')).toBeInstanceOf(Promise)
})
test('does not remember a failure', async () => {
  let count = 0
  const cache = createReadCache<Value>(async () => {
    if ((count += 1) === 1) throw new Error('down')
    return { text: 'up' }
  }, 10)
  await expect(cache.get('a')).rejects.toThrow('down')
  expect(await cache.get('a')).toEqual({ text: 'up' })
})
