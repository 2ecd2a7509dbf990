import { createSamlId } from '../saml-idp/create-saml-id.ts'
import { draftResponse } from '../saml-idp/draft-response.ts'
import { encodeResponse } from '../saml-idp/encode-response.ts'
import { createIdpMetadata } from '../saml-idp/idp-metadata.ts'
import { issueError } from '../saml-idp/issue-error.ts'
import type { ErrorStatus } from '../saml-idp/issue-error.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { uris } from '../saml-idp/uris.ts'
import { createFakeSamlLogout, type FakeSamlLogout } from './fake-saml-logout.ts'
import { createTestKey } from './create-test-key.ts'
import { readFakeRequest } from './read-fake-request.ts'
import type { Asker, FakeSamlRequest } from './read-fake-request.ts'
import { sealDeviatingResponse } from './seal-deviating-response.ts'
import type { SamlDeviation } from './saml-deviation.ts'

/** Who signs in at the fake IdP. */
export interface FakePerson {
  readonly email: string
  readonly firstName?: string
  readonly lastName?: string
  /** Full name. */
  readonly name?: string
  readonly groups?: readonly string[]
  /** Too many groups, as Entra has it: a link comes instead of them. */
  readonly groupOverage?: boolean
  /** @default email */
  readonly nameId?: string
  /** Of the session at the IdP. @default a new one */
  readonly sessionIndex?: string
  /** Sent beside, or instead of, the attributes made of the fields above. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>
}

/** What {@link createFakeSamlIdp} takes. */
export interface FakeSamlIdpOptions {
  /** @default 'https://idp.example.test' */
  readonly entityId?: string
  /** @default entityId + '/sso' */
  readonly ssoUrl?: string
  /** @default entityId + '/slo' */
  readonly sloUrl?: string
  /** Who is answered when there is no request to learn it from. `launch` needs it. */
  readonly sp?: { readonly entityId: string; readonly acsUrl: string }
  /** PEM, RSA. @default a new pair, which takes a moment */
  readonly key?: SigningKey
  /** @default () => new Date() */
  readonly now?: () => Date
}

/** What the browser would post to the app. */
export interface FakeSamlReply {
  readonly acsUrl: string
  readonly SAMLResponse: string
  readonly RelayState: string | null
  /** Both fields, ready as the body of a POST. */
  readonly form: URLSearchParams
  /** What SAMLResponse holds. */
  readonly xml: string
}

/** A SAML identity provider with real keys, without HTTP. */
export interface FakeSamlIdp extends SigningKey, FakeSamlLogout {
  readonly entityId: string
  readonly ssoUrl: string
  readonly sloUrl: string
  readonly metadata: string
  /** Signs the person in and answers the request. */
  readonly respond: (request: FakeSamlRequest, person: FakePerson, deviation?: SamlDeviation) => Promise<FakeSamlReply>
  /** Signs the person in without being asked (IdP-initiated). */
  readonly launch: (person: FakePerson, deviation?: SamlDeviation) => Promise<FakeSamlReply>
  /** Answers the request without signing anybody in. */
  readonly refuse: (request: FakeSamlRequest, status: ErrorStatus) => FakeSamlReply
}

/**
 * Makes an identity provider for tests of an app: give its `metadata` to a SAML connection, then let it answer.
 *
 * @example
 * const idp = await createFakeSamlIdp()
 * const auth = createAuth({ …, connections: [{ type: 'saml', metadata: idp.metadata, … }] })
 * const reply = await idp.respond(locationOfTheRedirect, { email: 'ana@acme.test' })
 * await fetch(reply.acsUrl, { method: 'POST', body: reply.form, headers: { cookie } })
 */
export async function createFakeSamlIdp(options: FakeSamlIdpOptions = {}): Promise<FakeSamlIdp> {
  const { entityId = 'https://idp.example.test', now = () => new Date() } = options
  const { ssoUrl = `${entityId}/sso`, sloUrl = `${entityId}/slo`, key = await createTestKey() } = options
  const idp = { entityId, ...key }

  const answer = async (to: Asker, person: FakePerson, deviation: SamlDeviation = {}): Promise<FakeSamlReply> => {
    const instant = now()
    const drafts = draftResponse({
      idp,
      sp: to,
      inResponseTo: to.requestId,
      subject: { nameId: person.nameId ?? person.email, format: to.nameIdFormat ?? uris.emailNameId },
      attributes: toAttributes(person),
      authenticatedAt: instant,
      sessionIndex: person.sessionIndex ?? createSamlId(),
      now: instant,
    })
    return toReply(await sealDeviatingResponse(drafts, key, deviation), to, deviation)
  }

  return Object.freeze({
    ...idp,
    ssoUrl,
    sloUrl,
    ...createFakeSamlLogout(idp, now),
    metadata: createIdpMetadata({ entityId, ssoUrl, sloUrl, certificates: [key.certificate] }),
    respond: async (request, person, deviation) =>
      answer(readFakeRequest(request, options.sp?.acsUrl), person, deviation),
    launch: async (person, deviation) => {
      if (options.sp === undefined) throw new TypeError('launch: wanted createFakeSamlIdp({ sp }), got no sp')
      return answer({ ...options.sp, requestId: null, nameIdFormat: null, relayState: null }, person, deviation)
    },
    refuse: (request, status) => {
      const to = readFakeRequest(request, options.sp?.acsUrl)
      return toReply(issueError({ idp, sp: to, inResponseTo: to.requestId, status, now: now() }), to, {})
    },
  } satisfies FakeSamlIdp)
}

function toAttributes({
  email,
  firstName,
  lastName,
  name,
  groups,
  groupOverage = false,
  attributes,
}: FakePerson): Record<string, readonly string[]> {
  const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])
  return {
    email: [email],
    firstName: one(firstName),
    lastName: one(lastName),
    displayName: one(name),
    ...(groupOverage
      ? {
          'http://schemas.microsoft.com/claims/groups.link': [
            'https://graph.windows.net/fake/users/fake/getMemberObjects',
          ],
        }
      : { groups: groups ?? [] }),
    ...attributes,
  }
}

function toReply(xml: string, { acsUrl, relayState }: Asker, deviation: SamlDeviation): FakeSamlReply {
  const SAMLResponse = deviation.tamperField?.(encodeResponse(xml)) ?? encodeResponse(xml)
  const RelayState = deviation.relayState === undefined ? relayState : deviation.relayState
  const form = new URLSearchParams({ SAMLResponse, ...(RelayState !== null && { RelayState }) })
  return { acsUrl, SAMLResponse, RelayState, form, xml }
}
