/** Adds numbers as the decimals they are written as, so that 0.1 and 0.2 give 0.3 in any order. */
export class DecimalSum {
  #units = 0n;
  /** Digits after the decimal point that `#units` counts in. */
  #scale = 0;

  add(number: number): void {
    const [, sign, whole = '', fraction = '', exponent = '0'] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(number)) ?? [];
    if (sign === undefined) return;
    const scale = fraction.length - Number(exponent);
    const digits = BigInt(`${sign}${whole}${fraction}`);
    if (scale > this.#scale) {
      this.#units *= 10n ** BigInt(scale - this.#scale);
      this.#scale = scale;
    }
    this.#units += digits * 10n ** BigInt(this.#scale - scale);
  }

  /** The sum, rounded once. */
  get value(): number {
    return Number(`${this.#units}e${-this.#scale}`);
  }
}
