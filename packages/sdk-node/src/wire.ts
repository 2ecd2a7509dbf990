export type { DiscoveryAnswer, ErrorAnswer, SessionAnswer, WireSession } from './model/wire.ts'
