/** A writer of whole sums in one currency. */
export function toMoney(currency: string, locale: string): (sum: number) => string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 })
  return (sum) => format.format(sum)
}
