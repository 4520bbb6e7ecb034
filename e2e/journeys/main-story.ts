import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import type { Server } from '../server'
import { PIN, register, topUp } from '../wallet'

const CARD = '6222020000000000000'

/**
 * The story everything grows on: a newcomer registers, tops up, pays a friend, withdraws, sees every movement, has one
 * top-up fail with a reason they understand, and talks to a human about it, who answers from the desk.
 */
export async function mainStory(browser: Browser, server: Server): Promise<void> {
  for (const [size, viewport] of [
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const) {
    const lin = await Person.at(browser, server, viewport)
    const friend = await register(lin, '林小满')
    const chen = await Person.at(browser, server, viewport)
    await payAndWithdraw(chen, friend, size)
    await lin.page.goto('/app/')
    await lin.see('收到 陈** 的转账')
    await failAndAsk(chen, size)
    await answerFromTheDesk(browser, server, chen, size)
    await lin.leave()
    await chen.leave()
  }
}

async function payAndWithdraw(chen: Person, friend: string, size: string): Promise<void> {
  const { page } = chen
  await page.goto('/app/')
  await chen.see('遇到问题，找得到真人。')
  await chen.shot(`${size}-01-sign-in`)
  await register(chen, '陈晓宁')
  await topUp(chen, '200')
  await chen.see('已完成')
  await chen.shot(`${size}-02-top-up-done`)
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill(friend)
  await chen.press('核对收款人')
  await chen.see('转给 林**')
  await page.locator('#amount').fill('36.50')
  await page.locator('#memo').fill('午饭')
  await chen.shot(`${size}-03-transfer`)
  await chen.press('转账 ¥36.50')
  await page.locator('#pin').waitFor()
  await page.waitForTimeout(400)
  await chen.shot(`${size}-04-pin`)
  await page.locator('#pin').fill(PIN)
  await chen.see('已转出，对方已收到')
  await page.goto('/app/withdraw')
  await page.locator('#amount').fill('50')
  await page.locator('#card').fill(CARD)
  await chen.shot(`${size}-05-withdraw`)
  await chen.press('提现 ¥50')
  await page.locator('#pin').fill(PIN)
  await chen.see('银行确认，已到账')
  await chen.shot(`${size}-06-withdrawn`)
}

async function failAndAsk(chen: Person, size: string): Promise<void> {
  const { page } = chen
  await topUp(chen, '88.01')
  await chen.see('银行没有及时响应')
  await chen.see('没有扣款')
  await chen.shot(`${size}-07-failed`)
  await page.goto('/app/')
  await chen.see('113.50')
  await chen.shot(`${size}-08-home`)
  await page.goto('/app/bills')
  await chen.see('看原因')
  assert.equal(await page.locator('main a.item').count(), 4)
  await chen.shot(`${size}-09-bills`)
  await page.locator('main a.item').first().click()
  await chen.press('问客服')
  await page.locator('#words').fill('银行短信说扣了，你们说没有扣，钱到底在哪？')
  await page.locator('#words').press('Enter')
  await chen.see('正在为您找客服')
}

async function answerFromTheDesk(
  browser: Browser,
  server: Server,
  chen: Person,
  size: string,
): Promise<void> {
  const agent = await Person.at(browser, server, DESKTOP)
  const { page } = agent
  await page.goto('/desk/')
  await page.locator('#username').fill('agent')
  await page.locator('#password').fill(server.staffPassword)
  await agent.press('登录')
  await agent.see('银行短信说扣了')
  await page.locator('.conversation').filter({ hasText: '银行短信说扣了' }).first().click()
  await agent.press(/^接待$/)
  await agent.see('CHANNEL_TIMEOUT')
  await page.locator('#reply').fill('您好，我看到这笔充值了：银行确认没有执行，钱还在您的卡里。')
  await agent.press(/^发送/)
  await chen.see('钱还在您的卡里')
  await chen.page.locator('#words').fill('好，那我换一张卡充')
  await chen.page.locator('#words').press('Enter')
  await agent.see('好，那我换一张卡充')
  await agent.shot(`${size}-10-desk`)
  await chen.see('已读')
  await chen.shot(`${size}-11-chat`)
  await agent.press(/^结束$/)
  await chen.see('客服结束了这次会话')
  await agent.leave()
}
