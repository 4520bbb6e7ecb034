import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PIN, register, topUp } from '../wallet'

/**
 * Somebody calls about a payment. An agent finds it by phone after saying why, reads both sides of it, finds a failed
 * top-up by day and amount, and goes from a conversation straight to what it is about.
 */
export async function deskSearch(browser: Browser, server: Server): Promise<void> {
  const lin = await Person.at(browser, server, PHONE)
  const friend = await register(lin, '林小满')
  const chen = await Person.at(browser, server, PHONE)
  const phone = await register(chen, '陈晓宁')
  await topUp(chen, '200')
  await topUp(chen, '7351.03')
  await ask(chen)
  const transfer = await pay(chen, friend)
  for (const [locale, scheme, width] of [
    ['zh-CN', 'light', 1440],
    ['en', 'dark', 1280],
  ] as const) {
    const agent = await atTheDesk(browser, server, locale, scheme, width)
    const tag = `desk-search-${locale}`
    await byPhone(agent, phone, tag)
    await byNumber(agent, transfer)
    await byDayAndAmount(agent, tag)
    await agent.leave()
  }
  const agent = await atTheDesk(browser, server, 'zh-CN', 'light', 1280)
  await fromAConversation(agent)
  for (const person of [lin, chen, agent]) await person.leave()
}

/** While the failed top-up is on screen. */
async function ask(chen: Person): Promise<void> {
  await chen.press('问客服')
  await chen.page.locator('#words').fill('这笔充值为什么没有成功？')
  await chen.page.locator('#words').press('Enter')
  await chen.see('正在为您找客服')
}

async function pay(chen: Person, friend: string): Promise<string> {
  const { page } = chen
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill(friend)
  await chen.press('核对收款人')
  await page.locator('#amount').fill('36.5')
  await page.locator('#memo').fill('午饭')
  await chen.press('转账 ¥')
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/\/app\/bills\/.*fresh/)
  return /bills\/(?:[A-Z_]+\/)?([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

async function atTheDesk(
  browser: Browser,
  server: Server,
  locale: string,
  scheme: 'light' | 'dark',
  width: number,
): Promise<Person> {
  const person = await Person.at(browser, server, { width, height: 860 }, locale, scheme)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill('agent')
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press(/^(登录|Sign in)$/)
  await person.page.locator('.rail').waitFor()
  return person
}

async function byPhone(agent: Person, phone: string, tag: string): Promise<void> {
  const { page } = agent
  await agent.follow(/^(查流水|Movements)/)
  await look(agent, `${tag}-01-start`)
  await page.locator('#q').fill('午饭')
  await page.locator('#q').press('Enter')
  await agent.see(/完整手机号|whole phone number/)
  await look(agent, `${tag}-02-neither`)
  await page.locator('#q').fill(phone)
  await page.locator('#q').press('Enter')
  await page.locator('#lookReason').waitFor()
  await look(agent, `${tag}-03-why`)
  await page.locator('#lookReason').fill('来电询问午饭转账')
  await page.locator('#lookReason').press('Enter')
  await agent.see('36.50')
  await look(agent, `${tag}-04-of-a-customer`)
  assert.ok(!(await page.content()).includes('晓宁'), 'names are masked')
  await page.getByRole('link', { name: /36\.50/ }).click()
  await agent.see(/客户（陈\*\*）的钱包|Customer's wallet \(陈\*\*\)/)
  await look(agent, `${tag}-05-opened`)
}

async function byNumber(agent: Person, transfer: string): Promise<void> {
  const { page } = agent
  await agent.press(/^(清空|Clear)$/)
  await page.locator('#q').fill(transfer)
  await page.locator('#q').press('Enter')
  await page.waitForURL((url) => url.pathname.endsWith(transfer))
  await agent.see(/林\*\* 的钱包|Wallet of 林\*\*/)
}

async function byDayAndAmount(agent: Person, tag: string): Promise<void> {
  const { page } = agent
  await agent.press(/^(清空|Clear)$/)
  await page.locator('#min').fill('7000')
  await agent.press(/^(查询|Search)$/)
  await agent.see(/不超过 7 天|at most 7 days/)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  await page.locator('#from').fill(today)
  await page.locator('#to').fill(today)
  await page.locator('#state').selectOption('FAILED')
  await agent.press(/^(查询|Search)$/)
  await agent.see(/CHANNEL_REJECTED/)
  await look(agent, `${tag}-06-failed`)
  await page.locator('#min').fill('888888')
  await agent.press(/^(查询|Search)$/)
  await agent.see(/没有符合条件|Nothing fits/)
  await look(agent, `${tag}-07-none`)
}

async function fromAConversation(agent: Person): Promise<void> {
  const { page } = agent
  await page.locator('.conversation', { hasText: '这笔充值为什么没有成功' }).first().click()
  await page.waitForURL(/\/desk\/inbox\//)
  await agent.press(/^接待$/)
  await page.locator('#reply').waitFor()
  await look(agent, 'desk-search-08-conversation')
  await agent.follow('看这笔的全过程')
  await agent.see('没有记账：钱没有动过。')
  await agent.see('这笔充值为什么没有成功？')
  await look(agent, 'desk-search-09-from-a-conversation')
  await page.goBack()
  await page.locator('#reply').waitFor()
}
