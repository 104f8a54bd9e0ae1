/** Decimal text as a person reads it: `1234567.500` becomes `1 234 567.5`. No arithmetic, so nothing is rounded. */
export function formatDecimal(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  const places = fraction.replace(/0+$/, '');
  return places === '' ? grouped : `${grouped}.${places}`;
}
