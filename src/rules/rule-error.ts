/** A rule folder that cannot be used. The message names the file and the rule and says what to mend. */
export class RuleError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RuleError'
  }
}
