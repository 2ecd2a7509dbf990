import { describeConformance } from './support/describe-conformance.ts'
import { openSqlite } from './support/open-store.ts'

describeConformance('SQLite', async () => openSqlite())
