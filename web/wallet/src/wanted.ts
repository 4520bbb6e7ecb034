/** Which bills somebody wants to see; empty means that it does not matter. Both days are included. */
export interface Wanted {
  kind: string
  state: string
  person: string
  min: string
  max: string
  from: string
  to: string
}

export const KINDS = [
  'TOP_UP',
  'WITHDRAWAL',
  'TRANSFER_OUT',
  'TRANSFER_IN',
  'TRANSFER_BACK_OUT',
  'TRANSFER_BACK_IN',
  'PAYMENT',
  'REFUND',
  'ADJUSTMENT',
] as const
export const STATES = ['SUCCEEDED', 'PROCESSING', 'FAILED'] as const

export function everything(): Wanted {
  return { kind: '', state: '', person: '', min: '', max: '', from: '', to: '' }
}

/** What is asked of the server: its period ends before the day after. */
export function asked(wanted: Wanted, words: string): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(wanted) as [keyof Wanted, string][]) {
    if (value.trim()) query.set(name, name === 'to' ? dayAfter(value) : value.trim())
  }
  if (words.trim()) query.set('q', words.trim())
  return query
}

export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

/** What is set apart from the others, to be shown and taken back one by one. */
export type Part = 'kind' | 'state' | 'person' | 'amount' | 'days'

export function parts(wanted: Wanted): Part[] {
  const set: Record<Part, boolean> = {
    kind: wanted.kind !== '',
    state: wanted.state !== '',
    person: wanted.person.trim() !== '',
    amount: wanted.min !== '' || wanted.max !== '',
    days: wanted.from !== '' || wanted.to !== '',
  }
  return (Object.keys(set) as Part[]).filter((part) => set[part])
}

export function without(wanted: Wanted, part: Part): Wanted {
  const none = everything()
  const fields: Record<Part, (keyof Wanted)[]> = {
    kind: ['kind'],
    state: ['state'],
    person: ['person'],
    amount: ['min', 'max'],
    days: ['from', 'to'],
  }
  const next = { ...wanted }
  for (const field of fields[part]) next[field] = none[field]
  return next
}

/** From two ends, either of which may be open. */
export function range(from: string, to: string): string {
  return from === to ? from : `${from || '…'} – ${to || '…'}`
}

/** The last day of a month such as 2026-11. */
export function lastOf(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  next.setUTCDate(0)
  return next.toISOString().slice(0, 10)
}
