export type { DiscoveryAnswer, ErrorAnswer, LaunchpadAnswer, SessionAnswer, WireSession } from './model/wire.ts'
