/**
 * On how many inputs a property is tried: on a tenth of them in every run of the tests, on all where the whole is wanted
 * (`npm run test:thorough`, which CI runs too).
 */
export function runs(thorough: number): number {
  return process.env['BOCTACH_THOROUGH'] === '1' ? thorough : Math.ceil(thorough / 10)
}
