import type { Config } from '../config/config.ts'
import type { ReadRecord } from '../ports/connections.ts'
import type { SecretBox } from '../stores/secret-box.ts'

/** What turns records of the store into connections. */
export interface RecordTools {
  readonly secretBox: SecretBox
  readonly readRecord: ReadRecord
}

/** Loads them: with the first record, because an app may have none. */
export async function loadRecordTools(config: Config): Promise<RecordTools> {
  const [
    { createSecretBox },
    { openSettingSecrets },
    { createReadRecord },
    { parseIdpMetadata },
    { toIdpCertificate },
  ] = await Promise.all([
    import('../stores/secret-box.ts'),
    import('../connections/sealed-secrets.ts'),
    import('../config/parse-record.ts'),
    import('../saml/parse-idp-metadata.ts'),
    import('../saml/idp-certificate.ts'),
  ])
  const secretBox = createSecretBox(config.secrets)
  return Object.freeze({
    secretBox,
    readRecord: createReadRecord(config, { parseIdpMetadata, toIdpCertificate }, (record) =>
      openSettingSecrets(record, secretBox),
    ),
  })
}
