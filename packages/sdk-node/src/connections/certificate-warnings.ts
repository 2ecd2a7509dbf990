import type { ConnectionRecord } from '../model/connection-record.ts'
import type { CertificateInfo } from './manage-connections.ts'

const dayMs = 24 * 3600 * 1000
/** Days before the end at which a certificate is warned about; 0: it is over. */
const thresholds = [60, 30, 7, 0] as const

type Warned = ConnectionRecord['warned']
type Certificate = Pick<CertificateInfo, 'fingerprint' | 'expiresAt'>

/** A certificate that has come nearer to its end than anybody was told. */
export interface CertificateWarning {
  readonly certificate: CertificateInfo
  readonly days: number
}

/** The warnings that are due: one for a certificate, the nearest. */
export function listWarnings(
  certificates: readonly CertificateInfo[],
  warned: Warned,
  now: Date,
): readonly CertificateWarning[] {
  const warnings = certificates
    .filter(isWatched)
    .map((certificate) => ({ certificate, days: daysLeft(certificate, now) }))
  const due = warnings.filter(
    (one): one is CertificateWarning =>
      one.days !== null && one.days < (warned[one.certificate.fingerprint] ?? Infinity),
  )
  // One pair of ours may sign and decrypt.
  return [...new Map(due.toReversed().map((one) => [one.certificate.fingerprint, one])).values()].toReversed()
}

/** When each of them is to be warned about next; it may be past. */
export function listWarningTimes(certificates: readonly CertificateInfo[], warned: Warned): readonly Date[] {
  return certificates.filter(isWatched).flatMap(({ fingerprint, expiresAt }) => {
    const next = thresholds.find((days) => days < (warned[fingerprint] ?? Infinity))
    return next === undefined ? [] : [new Date(expiresAt.getTime() - next * dayMs)]
  })
}

/**
 * What was warned about, of the certificates that are still there. One of the IdP's that came expired beside a valid one is nothing
 * anybody has to be warned about.
 */
export function keepWarned(
  warned: Warned,
  certificates: readonly CertificateInfo[],
  before: readonly CertificateInfo[],
  now: Date,
): Warned {
  const known = new Set(before.map(({ fingerprint }) => fingerprint))
  const kept = certificates.flatMap(({ fingerprint, expiresAt, use }): readonly (readonly [string, number])[] => {
    const last = warned[fingerprint]
    if (last !== undefined) return [[fingerprint, last]]
    return !known.has(fingerprint) && use === 'idp-signing' && expiresAt <= now ? [[fingerprint, 0]] : []
  })
  return Object.fromEntries(kept)
}

/** One that its document no longer names is on its way out anyway. */
const isWatched = ({ role }: CertificateInfo): boolean => role !== 'retiring'

function daysLeft({ expiresAt }: Certificate, now: Date): number | null {
  const leftMs = expiresAt.getTime() - now.getTime()
  return thresholds.findLast((days) => leftMs <= days * dayMs) ?? null
}
