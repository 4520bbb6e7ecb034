import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk, signedIn } from '../desk'
import { look } from '../look'
import { Merchant } from '../merchant'
import type { Server } from '../server'
import { PIN, register, topUp } from '../wallet'

/**
 * A customer asks about a payment; the agent proposes to give it back and to raise a limit, finance an adjustment; a
 * supervisor reads each in words and approves, and the customer is told.
 */
export async function accountActs(browser: Browser, server: Server): Promise<void> {
  const shop = Merchant.add(server, '采茗茶馆')
  const shen = await Person.at(browser, server, PHONE)
  await register(shen, '沈青')
  await topUp(shen, '100')
  await shen.page.goto((await shop.order('acts-1', '36.50')).body.payUrl)
  await shen.press(/^付款 ¥36\.50/)
  await shen.page.locator('#pin').fill(PIN)
  await shen.page.waitForURL(/fresh/)
  const payment = /bills\/(?:[A-Z_]+\/)?([0-9a-f-]{36})/.exec(shen.page.url())?.[1] ?? ''
  await shen.page.goto('/app/chat/new')
  await shen.page.locator('#words').fill('茶叶扣了两次款')
  await shen.page.keyboard.press('Enter')
  await shen.see('正在为您找客服')

  await byTheAgent(browser, server)
  await byFinance(browser, server, payment)

  const supervisor = await signedIn(browser, server, 'supervisor')
  await supervisor.follow(/^审批/)
  await supervisor.see(
    /退给 沈\* .*¥36\.50：付给 采茗茶馆 的 ¥36\.50，“茉莉花茶”，订单 acts-1（重复扣款）/,
  )
  await supervisor.see(/补给 沈\* .*¥5\.00（关怀补偿）/)
  await supervisor.see(/一位客户提高到 ¥3,000.00/)
  await look(supervisor, 'acts-06-approve')
  for (let n = 3; n > 0; n--) {
    await supervisor.page
      .getByRole('button', { name: /^批准$/ })
      .nth(n - 1)
      .waitFor()
    await supervisor.press(/^批准$/)
    await supervisor.page
      .getByRole('button', { name: /^批准$/ })
      .nth(n - 1)
      .waitFor({ state: 'detached' })
  }
  await supervisor.press('English')
  await supervisor.press('Decided')
  await supervisor.see(/back ¥36\.50 of ¥36\.50 paid to 采茗茶馆/)
  await look(supervisor, 'acts-07-decided-en')

  await shen.page.goto('/app/bills')
  await shen.see(/\+¥?36\.50/)
  await shen.see(/\+¥?5\.00/)
  await look(shen, 'acts-08-bills')
  await shen.page.goto('/app/messages')
  await shen.see(/扣了两次，抱歉/)
  await look(shen, 'acts-09-told')
  await shen.follow(/商家应我们的要求退给您/)
  await shen.page.waitForURL(/\/app\/bills\/[0-9a-f-]+$/)
  await shen.see('账单详情')
  for (const person of [supervisor, shen]) await person.leave()
}

async function byTheAgent(browser: Browser, server: Server): Promise<void> {
  const agent = await atTheDesk(browser, server, 'agent')
  const { page } = agent
  await page.locator('.conversation').filter({ hasText: '茶叶扣了两次款' }).first().click()
  await agent.press('提出退款')
  await look(agent, 'acts-01-refund')
  await why(agent, 'DUPLICATE_CHARGE', '扣了两次，抱歉', '账单里同一订单两次付款')
  await look(agent, 'acts-02-refund-filled')
  await agent.press(/^提出$/)
  await agent.see('提出退款：已提交')
  await agent.press('提出临时提额')
  await agent.page.getByLabel(/提高到/).fill('3000')
  await why(agent, 'FAMILY_OR_MEDICAL', '医院押金', '看过住院通知单')
  await look(agent, 'acts-03-limit')
  await agent.press(/^提出$/)
  await agent.see('提出临时提额：已提交')
  await look(agent, 'acts-04-proposed')
  await agent.leave()
}

async function byFinance(browser: Browser, server: Server, payment: string): Promise<void> {
  const finance = await signedIn(browser, server, 'finance', 'en')
  await finance.page.goto(`/desk/movements/${payment}`)
  await finance.page.locator('#lookReason').fill('Asked by support')
  await finance.page.locator('#lookReason').press('Enter')
  await finance.press('Propose an adjustment')
  await finance.page.getByLabel('Amount (CNY)').fill('5')
  await why(finance, 'GOODWILL', '给您添麻烦了', 'Case of today')
  await look(finance, 'acts-05-adjust-en')
  await finance.press(/^Propose$/)
  await finance.see('a colleague decides')
  await finance.leave()
}

async function why(person: Person, code: string, reason: string, evidence: string): Promise<void> {
  const form = person.page.locator('.acts form')
  await form.getByLabel(/^(原因类别|Kind of reason)$/).selectOption(code)
  await form.getByLabel(/原因（客户|Reason \(the customer/).fill(reason)
  await form.getByLabel(/怎样核实|What was checked/).fill(evidence)
}
