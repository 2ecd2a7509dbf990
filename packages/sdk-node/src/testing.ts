/** For tests of an app, of a store or of an adapter. Nothing here belongs into production. */
export { createClient, type Send, type TestClient } from './testing/create-client.ts'
export { createFakeIdps, type FakeIdps } from './testing/create-fake-idps.ts'
export { createFakeOidcKey, type FakeOidcAlgorithm, type FakeOidcKey } from './testing/fake-oidc-key.ts'
export { createFakeOidcListener } from './testing/fake-oidc-listener.ts'
export {
  createFakeOidcProvider,
  type FakeOidcProvider,
  type FakeOidcProviderOptions,
} from './testing/fake-oidc-provider.ts'
export type { FakeOidcClient } from './testing/fake-oidc-client.ts'
export type { FakeLogout } from './testing/fake-oidc-logout.ts'
export type { FakeRefreshPolicy } from './testing/fake-oidc-refresh.ts'
export type { FakeOidcPerson } from './testing/fake-oidc-person.ts'
export type { OidcDeviation } from './testing/oidc-deviation.ts'
export {
  createFakeSamlIdp,
  type FakePerson,
  type FakeSamlIdp,
  type FakeSamlIdpOptions,
  type FakeSamlReply,
} from './testing/fake-saml-idp.ts'
export type { FakeSamlLogoutOptions, FakeSamlLogoutTarget, FakeSamlLogout } from './testing/fake-saml-logout.ts'
export type { FakeSamlLogoutAsk } from './testing/read-fake-logout.ts'
export type { FakeSamlRequest } from './testing/read-fake-request.ts'
export type { SamlDeviation } from './testing/saml-deviation.ts'
export type { SamlLogoutDraft, SamlLogoutDeviation } from './testing/saml-logout-deviation.ts'
export type { FakeSamlMessage } from './testing/seal-logout.ts'
export { createTestKey } from './testing/create-test-key.ts'
export { describeHandler, type Mount, type Mounted, type MountOptions } from './testing/describe-handler.ts'
export { describeStore } from './testing/describe-store.ts'
export { mintSession, type MintedUser } from './testing/mint-session.ts'
export { mswHandlers, type MswHttp } from './testing/msw-handlers.ts'
export type { Runner } from './testing/runner.ts'
