/** The document breaks a rule of XML or of our stricter subset, or is over budget. */
export class XmlError extends Error {
  override readonly name = 'XmlError'

  constructor(problem: string, offset: number) {
    super(`${problem} at offset ${offset}`)
  }
}
