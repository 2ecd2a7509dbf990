import type { DomainVerification, VerificationRecord } from './manage-domains.ts'
import type { TxtAnswer } from './txt-answer.ts'

/** What an answer means for a domain that has to show this record. `taken` is for the store to say. */
export function judgeAnswer(
  answer: TxtAnswer,
  record: VerificationRecord,
): Exclude<DomainVerification['result'], 'taken'> {
  switch (answer.kind) {
    case 'records':
      return answer.records.some((text) => clean(text) === record.value) ? 'verified' : 'other-value'
    case 'failure':
      return 'dns-failure'
    default:
      return answer.kind
  }
}

/** DNS editors quote a value by themselves, so what people paste with its quotes ends up with them in the record. */
function clean(text: string): string {
  return text
    .trim()
    .replace(/^["'“”„‘’](.*)["'“”‘’]$/s, '$1')
    .trim()
}
