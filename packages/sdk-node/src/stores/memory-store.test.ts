import { describe, test } from 'vitest'
import { describeStore } from '../testing/describe-store.ts'
import { memoryStore } from './memory-store.ts'

describeStore('memory', async () => memoryStore(), { describe, test })
