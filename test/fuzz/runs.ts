/** Whether the whole is wanted: `npm run test:thorough` (the fuzz tests, on CI too) and `npm run test:long` (the others). */
export const isThorough = process.env['BOCTACH_THOROUGH'] === '1'

/**
 * On how many inputs a property is tried: on a tenth of them in every run of the tests, on all where the whole is
 * wanted.
 */
export function runs(thorough: number): number {
  return isThorough ? thorough : Math.ceil(thorough / 10)
}
