/** A card number in groups of four, as on the card. */
export function grouped(typed: string): string {
  const all = digitsOf(typed).slice(0, 19)
  return all.replace(/(\d{4})(?=\d)/g, '$1 ')
}

export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '')
}
