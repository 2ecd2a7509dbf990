/**
 * A clock of which no two looks are alike: each is at least a millisecond after the one before. On a quick machine two looks nearly always
 * fall into one millisecond, and what takes them for one moment fails once in a thousand runs; so it fails at once.
 *
 * It runs ahead no further than it is looked at faster than once a millisecond, and the machine's own clock catches up.
 */
const machine = globalThis.Date
let last = 0

function look(): number {
  last = Math.max(machine.now(), last + 1)
  return last
}

globalThis.Date = new Proxy(machine, {
  construct: (target, given: readonly unknown[], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [look()] : given, newTarget) as Date,
  get: (target, name, receiver) => (name === 'now' ? look : (Reflect.get(target, name, receiver) as unknown)),
})
