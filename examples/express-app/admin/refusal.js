/** A rule of this application, told like an error of the SDK. */
export class Refusal extends Error {
  constructor(code, status) {
    super(code)
    this.code = code
    this.status = status
    this.say = code
  }
}
