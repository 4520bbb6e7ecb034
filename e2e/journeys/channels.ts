import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PIN, confirmation, register, topUp } from '../wallet'

const CARD = '6222020000000000000'

/**
 * A channel goes down: finance sees it, customers are told and steered to the other one, amount kept. A card is bound
 * and used. A fee is said before it is confirmed, in the result and in the bill. An emergency is told and taken back.
 */
export async function channels(browser: Browser, server: Server): Promise<void> {
  const finance = await atTheConsole(browser, server)
  await look(finance, 'channels-01-desk')
  const lin = await Person.at(browser, server, PHONE)
  const phone = await register(lin, '林小满')
  await topUp(lin, '300')
  await steerAway(lin, finance)
  await bind(lin, phone, 'zh')
  await withdrawToCard(lin, finance)
  await beTold(lin, finance)
  const wang = await Person.at(browser, server, PHONE, 'en', 'dark')
  const his = await register(wang, 'Wang')
  await wang.page.goto('/app/top-up')
  await wang.page.locator('input[type=radio]').first().waitFor()
  await look(wang, 'channels-12-top-up-en')
  await bind(wang, his, 'en')
  await wang.page.goto('/app/withdraw')
  await wang.see('Another bank card')
  await look(wang, 'channels-13-withdraw-en')
  for (const person of [finance, lin, wang]) await person.leave()
}

async function atTheConsole(browser: Browser, server: Server): Promise<Person> {
  const person = await Person.at(browser, server, DESKTOP)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill('finance')
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press('登录')
  await person.see('沙盒银行控制台')
  return person
}

async function steer(finance: Person, bank: string, mode: string, fee = '0.00'): Promise<void> {
  await finance.page.locator(`#mode-${bank}`).selectOption(mode)
  await finance.page.locator(`#fee-${bank}`).fill(fee)
  await finance.page
    .locator('form.bank')
    .filter({ has: finance.page.locator(`#mode-${bank}`) })
    .getByRole('button', { name: '生效' })
    .click()
  await finance.see('已生效')
}

/** Goes down while somebody is choosing: the other one is chosen for them, and they are told. */
async function steerAway(lin: Person, finance: Person): Promise<void> {
  const { page } = lin
  await page.goto('/app/top-up')
  await page.locator('input[type=radio]').first().waitFor()
  await page.locator('#amount').fill('20')
  await look(lin, 'channels-02-top-up')
  await steer(finance, 'sandbox', 'DOWN')
  await finance.page.locator('.one', { hasText: '中断' }).first().waitFor()
  await lin.see('已为您换到沙盒二号银行')
  await look(lin, 'channels-03-steered')
  await lin.press(/^充值 ¥/)
  await page.getByRole('status').filter({ hasText: '已完成' }).waitFor()
  await lin.see('沙盒二号银行')
  await look(lin, 'channels-04-through-the-other')
  await page.goto('/app/')
  await lin.see('中断')
  await look(lin, 'channels-05-home')
  await steer(finance, 'sandbox', 'SUCCEED')
}

async function bind(person: Person, phone: string, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/settings/cards')
  await person.see(/还没有绑定银行卡|No bank card yet/)
  await person.press(/^(绑定银行卡|Bind a bank card)$/)
  await page.locator('#number').fill(CARD)
  await look(person, `channels-06-bind-${tag}`)
  await person.press(/^(绑定|Bind)$/)
  await page.locator('#stepUpPhone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await page.locator('#code-STEP_UP').fill(await confirmation(person, phone))
  await person.see(/已绑定工商银行|ICBC \(0000\) is bound/)
  await look(person, `channels-07-bound-${tag}`)
}

async function withdrawToCard(lin: Person, finance: Person): Promise<void> {
  const { page } = lin
  await steer(finance, 'sandbox', 'SUCCEED', '2.00')
  await page.goto('/app/withdraw')
  await lin.see('**** 0000')
  await page.locator('input[name=channel][value=sandbox]').check()
  await page.locator('#amount').fill('50')
  await lin.see('手续费 ¥2.00，共从余额扣 ¥52.00')
  await look(lin, 'channels-08-withdraw')
  await lin.press(/^提现 ¥/)
  await page.locator('#pin').waitFor()
  await look(lin, 'channels-09-pin')
  await page.locator('#pin').fill(PIN)
  await page.getByRole('status').filter({ hasText: '已完成' }).waitFor()
  await lin.see('¥2.00')
  await look(lin, 'channels-10-result')
  await steer(finance, 'sandbox', 'SUCCEED')
  await beRefused(lin)
}

/** The bank says no, with a code: what it means, and that the money is back. */
async function beRefused(lin: Person): Promise<void> {
  const { page } = lin
  await page.goto('/app/withdraw')
  await lin.see('**** 0000')
  await page.locator('input[name=channel][value=sandbox]').check()
  await page.locator('#amount').fill('12.08')
  await lin.press(/^提现 ¥/)
  await page.locator('#pin').fill(PIN)
  await lin.see('银行拒绝了这笔提现')
  await lin.see('户名与账户不符（代码 BE01）')
  await lin.see('钱已退回您的余额')
  await look(lin, 'channels-10-refused')
}

async function beTold(lin: Person, finance: Person): Promise<void> {
  const { page } = finance
  await page.getByRole('button', { name: '发通知' }).nth(1).click()
  await page.locator('#noticeZh').fill('二号银行线路中断，预计两小时内恢复。')
  await page.locator('#noticeEn').fill('The line to bank B is cut; back within two hours.')
  const later = new Date(Date.now() + 10 * 3600_000).toISOString().slice(0, 16)
  await page.locator('#noticeEnds').fill(later)
  await look(finance, 'channels-11-desk-notice')
  await finance.press('发布')
  await finance.see('进行中')
  await lin.page.goto('/app/top-up')
  await lin.see('二号银行线路中断')
  await look(lin, 'channels-11-told')
  await lin.page.goto('/status')
  await lin.see('二号银行线路中断')
  await look(lin, 'channels-11-site-status')
  await finance.press('撤回')
  await finance.see('已撤回')
}
