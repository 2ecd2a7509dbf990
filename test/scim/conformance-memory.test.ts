import { memoryStore } from '@launchpad-sso/sdk-node'
import { describeConformance } from './support/describe-conformance.ts'

describeConformance('memory', async () => ({ store: memoryStore(), close: async () => {} }))
