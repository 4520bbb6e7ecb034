import { hundredths, isAmount, type Limit } from 'shared'

/** What goes out of a wallet. */
export type Goes = 'PAYMENT' | 'WITHDRAWAL'

/** Of the limits that count this, with the amount as far as it is typed, the one of which least is left. */
export function binding(limits: Limit[], goes: Goes, amount: string): Limit | undefined {
  const counts = limits
    .filter((limit) => (goes === 'PAYMENT' ? limit.countsPayments : limit.countsWithdrawals))
    .filter((limit) => !limit.upTo || !isAmount(amount) || !isMore(amount, limit.upTo.amount))
  return counts.reduce<Limit | undefined>(
    (least, limit) => (!least || isMore(least.left.amount, limit.left.amount) ? limit : least),
    undefined,
  )
}

function isMore(amount: string, than: string): boolean {
  return hundredths(amount) > hundredths(than)
}
