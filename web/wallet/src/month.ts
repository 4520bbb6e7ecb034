import { dayOf, fromHundredths, hundredths, type Money, type Movement } from 'shared'

/** What came and went in a month, exactly, and how much left on each of its days. */
export interface Month {
  out: Money
  in: Money
  days: { day: number; out: bigint }[]
}

/** The first moment of the month a moment lies in, where the wallet's people live. */
export function monthStart(now: Date): string {
  return `${dayOf(now).slice(0, 7)}-01T00:00:00+08:00`
}

/** Counts what is final; what failed or is still under way moved nothing. */
export function month(movements: Movement[], now: Date, asset = 'CNY'): Month {
  const today = Number(dayOf(now).slice(8))
  const days = Array.from({ length: today }, (_, n) => ({ day: n + 1, out: 0n }))
  let out = 0n
  let income = 0n
  for (const movement of movements) {
    if (movement.state !== 'SUCCEEDED' || movement.amount.asset !== asset) continue
    const units = hundredths(movement.amount.amount)
    if (units >= 0n) income += units
    else {
      out -= units
      const day = days[Number(dayOf(new Date(movement.at)).slice(8)) - 1]
      if (day) day.out -= units
    }
  }
  return {
    out: { amount: fromHundredths(out), asset },
    in: { amount: fromHundredths(income), asset },
    days,
  }
}
