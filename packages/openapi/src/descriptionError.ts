/** Why a text cannot be read as an API description, in a sentence a person can read. */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError';
  /** States the situation: `not_a_description`, `not_readable`, `too_large`, `format_not_known`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
