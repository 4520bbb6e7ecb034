/** What the desk's calls about hours answer. */
export interface CalendarDay {
  day: string
  rule: 'CLOSED' | 'SHIFTS' | 'LIKE'
  shifts: string[]
  likeWeekday?: number
  nameZh: string
  nameEn: string
}

export interface ServiceCalendar {
  code: string
  kind: 'HOURS' | 'HOLIDAYS'
  zone: string
  region?: string
  channel?: string
  labelZh: string
  labelEn: string
  observes?: string
  week: string[][]
  days: CalendarDay[]
  knownUntil?: string
  version: number
}

export interface MonthDay {
  day: string
  shifts: string[]
  rule?: 'CLOSED' | 'SHIFTS' | 'LIKE'
  nameZh?: string
  nameEn?: string
  own: boolean
  openSeconds: number
}

export interface CalendarChange {
  id: string
  what: string
  before: string
  after: string
  reason: string
  by: string
  at: string
}

export interface Imported {
  changes: { day: string; before?: CalendarDay; after?: CalendarDay }[]
  same: number
  skipped: number
  applied: boolean
}

export const CALENDARS = '/api/v1/desk/service-calendars'

/** "09:00-12:00, 13:00-18:00" as a list; an en dash and a Chinese comma are what they mean. */
export function typedShifts(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/[–—~]/g, '-')
    .split(/[,，、;；]/)
    .map((part) => part.replace(/\s/g, ''))
    .filter(Boolean)
}

/** The days of a month before its first, so that weeks begin on Monday. */
export function blanks(firstDay: string): number {
  return (new Date(`${firstDay}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** 2026-12 after 2026-11. */
export function otherMonth(month: string, by: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7)
}

/** What was typed for a moment in Beijing, as the API takes it. */
export function beijing(typed: string): string {
  return `${typed}:00+08:00`
}
