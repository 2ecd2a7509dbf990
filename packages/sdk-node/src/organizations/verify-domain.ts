import type { Domain } from '../model/domain.ts'
import type { WriteContext } from '../model/write-context.ts'
import type { DomainTools } from './domain-tools.ts'
import { draftDomainEvent, draftVerificationFailure } from './draft-domain-event.ts'
import { getDomain } from './get-domain.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { DomainVerification } from './manage-domains.ts'
import { shortenFound } from './shorten-found.ts'
import { tryThrice } from '../model/try-thrice.ts'
import type { TxtAnswer } from './txt-answer.ts'
import { verificationHost, verificationRecordOf } from './verification-record.ts'

type Result = DomainVerification['result']

/** Somebody's page may ask every second: the same failure of the same domain is told again only after this. */
const quietMs = 60_000

/** @throws AuthError DOMAIN_NOT_FOUND, WRITE_CONFLICT */
export async function verifyDomain(
  organizationId: string,
  givenName: unknown,
  context: WriteContext | undefined,
  tools: DomainTools,
): Promise<DomainVerification> {
  const { domains } = tools.store
  const { name } = await getDomain(organizationId, givenName, domains)
  const answer = await tools.resolveTxt(verificationHost(name))
  const { result, domain } = await tryThrice(`domain '${name}'`, async () => {
    // Read after the answer came: it may have been removed meanwhile, and added anew with another value.
    const current = await getDomain(organizationId, name, domains)
    const judged = judgeAnswer(answer, verificationRecordOf(current))
    if (judged !== 'verified' || current.status === 'verified') return { result: judged, domain: current }
    return setVerified(current, context, tools)
  })
  if (result !== 'verified' && domain.status === 'unverified')
    await reportFailure(domain, result, answer, context, tools)
  return {
    result,
    domain: { ...domain, verificationRecord: verificationRecordOf(domain) },
    found: shortenFound(answer, 20, 300),
  }
}

/** Null: somebody else wrote it meanwhile. */
async function setVerified(
  domain: Domain,
  context: WriteContext | undefined,
  { store: { domains }, now }: DomainTools,
): Promise<{ readonly result: Result; readonly domain: Domain } | null> {
  const at = now()
  const next: Domain = { ...domain, status: 'verified', verifiedAt: at, updatedAt: at, version: domain.version + 1 }
  const data = { old: { status: domain.status }, new: { status: next.status } }
  const verified = draftDomainEvent({ type: 'domain.verified', data }, next, at, context)
  if (await domains.replace(next, [verified])) return { result: 'verified', domain: next }
  const [owner] = await domains.findVerified([domain.name])
  const isTaken = owner !== undefined && owner.organizationId !== domain.organizationId
  return isTaken ? { result: 'taken', domain } : null
}

/** The value is part of the mark, so a domain that was added anew begins anew. */
async function reportFailure(
  domain: Domain,
  result: Result,
  answer: TxtAnswer,
  context: WriteContext | undefined,
  { store: { events, replays }, now }: DomainTools,
): Promise<void> {
  const at = now()
  const mark = `domain.verification_failed:${result}:${domain.verificationValue}`
  if (!(await replays.claim(mark, new Date(at.getTime() + quietMs), at))) return
  await events.append([draftVerificationFailure({ result, found: shortenFound(answer, 5, 100) }, domain, at, context)])
}
