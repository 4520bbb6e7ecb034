import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk } from '../desk'
import { look } from '../look'
import type { Server } from '../server'
import { PASSWORD, PIN, register, topUp } from '../wallet'

const NEW_PASSWORD = 'fresh-rain-over-the-lake'

/**
 * Somebody sees a sign-in that was not theirs, freezes the account in one tap, cannot pay, talks to support; one agent
 * proposes to unfreeze it, a supervisor approves, the customer reads who and why, and changes the password.
 */
export async function freezeAndUnfreeze(browser: Browser, server: Server): Promise<void> {
  const friend = await Person.at(browser, server, PHONE)
  const payee = await register(friend, '何雨')
  const lin = await Person.at(browser, server, PHONE)
  await register(lin, '林小满')
  await topUp(lin, '60')
  await freeze(lin)
  await beRefused(lin, payee)
  const agent = await atTheDesk(browser, server, 'agent')
  await propose(agent)
  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await approve(supervisor)
  await readWhoAndWhy(lin)
  await changePassword(lin)
  for (const person of [friend, lin, agent, supervisor]) await person.leave()
}

async function freeze(lin: Person): Promise<void> {
  const { page } = lin
  await page.goto('/app/safety')
  await lin.press('立即冻结账户')
  await lin.see('冻结后会怎样')
  await look(lin, 'freeze-01-what-it-does')
  await lin.press('取消')
  await lin.press('不是我')
  await lin.see('这不是您？我们马上冻结账户')
  await look(lin, 'freeze-02-not-me')
  await lin.press(/^冻结$/)
  await lin.see('账户已冻结')
  await lin.see('怎样申诉')
  await lin.see('已报告')
  await look(lin, 'freeze-03-frozen')
  await page.goto('/app/')
  await lin.see('不能转出，钱是安全的')
  await look(lin, 'freeze-04-home')
}

async function beRefused(lin: Person, payee: string): Promise<void> {
  const { page } = lin
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill(payee)
  await lin.press('核对收款人')
  await page.locator('#amount').fill('10')
  await lin.press('转账 ¥10')
  await page.locator('#pin').fill(PIN)
  await lin.see(/您在 .* 冻结了账户/)
  await lin.shot('freeze-05-refused')
  await page.goto('/app/messages')
  await page.locator('a[href*="/chat/"]').first().click()
  await lin.see('哪些不是您本人操作的')
  await look(lin, 'freeze-06-case')
}

async function propose(agent: Person): Promise<void> {
  await agent.page.locator('.conversation').filter({ hasText: '林' }).first().click()
  await agent.see('客户自己冻结')
  await agent.press('提出解冻')
  await agent.page.locator('#liftReason').fill('回拨登记手机号，确认是本人')
  await agent.page.locator('#liftEvidence').fill('核对了最近两笔交易和注册时间')
  await look(agent, 'freeze-07-desk-propose')
  await agent.press(/^提出$/)
  await agent.see('等待批准')
  await agent.follow('审批')
  await agent.see('自己提的不能自己批')
  await look(agent, 'freeze-08-desk-own-proposal')
}

async function approve(supervisor: Person): Promise<void> {
  await supervisor.follow('审批')
  await supervisor.see('回拨登记手机号')
  await look(supervisor, 'freeze-09-desk-proposals')
  await supervisor.press(/^批准$/)
  await supervisor.see('没有要审批的')
}

async function readWhoAndWhy(lin: Person): Promise<void> {
  await lin.page.goto('/app/safety')
  await lin.see(/周晓 提出、刘洋 在 .* 批准解冻/)
  await lin.see('回拨登记手机号')
  await look(lin, 'freeze-10-lifted')
}

async function changePassword(lin: Person): Promise<void> {
  const { page } = lin
  await page.goto('/app/settings/password')
  await page.locator('#current').fill(PASSWORD)
  await page.locator('#password').fill('linxiaoman1990')
  await lin.press(/^修改$/)
  await lin.see('它用了您的名字或手机号')
  await look(lin, 'freeze-11-weak-password')
  await page.locator('#password').fill(NEW_PASSWORD)
  await lin.press(/^修改$/)
  await lin.see('登录密码已修改')
}
