// In a process of its own with --expose-gc: what that many revocations take in memory.
import { createRevocationMirror } from '../../packages/sdk-node/dist/sessions/revocation-mirror.js'
import { manyRevocations } from './many-revocations.js'

const count = Number(process.argv[2])

function used() {
  for (let index = 0; index < 3; index++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const mirror = createRevocationMirror()
// Before anything is measured: what is loaded and compiled once.
mirror.add(manyRevocations(100))
mirror.forget(new Date(Date.now() + 1000))
const before = used()
for (let page = 0; page < count; page += 5000) mirror.add(manyRevocations(Math.min(5000, count - page)))
const bytes = used() - before
if (mirror.size() !== count) throw new Error(`wanted ${count} revocations, got ${mirror.size()}`)
process.stdout.write(JSON.stringify({ bytes }))
