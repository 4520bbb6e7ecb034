import type { Money } from './api/types'

const SYMBOLS: Record<string, string> = { CNY: '¥' }

/** The symbol before an amount. */
export function symbol(asset: string): string {
  return SYMBOLS[asset] ?? `${asset} `
}

/** Groups a decimal string by thousands; no number is ever made of it. */
export function grouped(amount: string): string {
  const [whole = '0', fraction] = amount.replace(/^[-+]/, '').split('.')
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

export function isNegative(money: Money): boolean {
  return money.amount.startsWith('-')
}

export function isZero(money: Money): boolean {
  return /^-?0(\.0*)?$/.test(money.amount)
}

/** Such as ¥1,234.50, with a sign when it is negative. */
export function written(money: Money): string {
  return (isNegative(money) ? '-' : '') + symbol(money.asset) + grouped(money.amount)
}

/** What somebody types as an amount, kept to what an amount can be: digits, one point, two decimals. */
export function typedAmount(text: string): string {
  const plain = text.normalize('NFKC').replace(/[^\d.]/g, '')
  const [whole = '', ...rest] = plain.split('.')
  const digits = whole.replace(/^0+(?=\d)/, '').slice(0, 9)
  return rest.length === 0 ? digits : `${digits || '0'}.${rest.join('').slice(0, 2)}`
}

/** Whether a typed amount is above zero. */
export function isAmount(text: string): boolean {
  return /^\d+(\.\d{1,2})?$/.test(text) && /[1-9]/.test(text)
}

/** The amount in hundredths, exact; compared and summed, never rounded. */
export function hundredths(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace(/^[-+]/, '').split('.')
  const units = BigInt(whole || '0') * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2))
  return amount.startsWith('-') ? -units : units
}

/** Hundredths as an amount is written: 12345 is 123.45. */
export function fromHundredths(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(3, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const ZONE = 'Asia/Shanghai'

/** The day where the wallet's people live, such as 2026-11-24. */
export function dayOf(at: Date): string {
  return at.toLocaleDateString('en-CA', { timeZone: ZONE })
}

/** 今天, 昨天, 11月20日. */
export function day(iso: string, language: string, now: Date = new Date()): string {
  const chinese = language.startsWith('zh')
  const that = dayOf(new Date(iso))
  if (that === dayOf(now)) return chinese ? '今天' : 'Today'
  if (that === dayOf(new Date(now.getTime() - 86_400_000))) return chinese ? '昨天' : 'Yesterday'
  return date(iso, language)
}

/** 今天 10:24, 昨天 20:11, 11月20日 21:15. */
export function when(iso: string, language: string, now: Date = new Date()): string {
  return `${day(iso, language, now)} ${clock(iso)}`
}

export function date(iso: string, language: string): string {
  return new Date(iso).toLocaleDateString(language.startsWith('zh') ? 'zh-CN' : 'en-GB', {
    timeZone: ZONE,
    month: language.startsWith('zh') ? 'long' : 'short',
    day: 'numeric',
  })
}

export function clock(iso: string, seconds = false): string {
  return new Date(iso).toLocaleTimeString('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  })
}

/** 40 秒, 3 分钟, 2 小时 5 分钟, 3 天: a wait as people say it. */
export function wait(seconds: number, language: string): string {
  const chinese = language.startsWith('zh')
  if (seconds < 90)
    return chinese
      ? `${Math.max(1, Math.round(seconds))} 秒`
      : `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return chinese ? `${minutes} 分钟` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours >= 48) {
    const days = Math.round(hours / 24)
    return chinese ? `${days} 天` : `${days} days`
  }
  if (rest === 0) return chinese ? `${hours} 小时` : `${hours} h`
  return chinese ? `${hours} 小时 ${rest} 分钟` : `${hours} h ${rest} min`
}
