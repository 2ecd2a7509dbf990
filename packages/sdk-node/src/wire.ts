export type {
  DiscoveryAnswer,
  ErrorAnswer,
  LaunchpadAnswer,
  LogoutAnswer,
  SessionAnswer,
  WireSession,
} from './model/wire.ts'
