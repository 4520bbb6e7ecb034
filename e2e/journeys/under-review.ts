import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PIN, register, topUp } from '../wallet'

/**
 * Two people change a risk rule; a payment that meets it is held, is looked at on the desk, and is released, given back
 * or taken back; whoever pays somebody who was reported reads a warning.
 */
export async function underReview(browser: Browser, server: Server): Promise<void> {
  const supervisor = await staff(browser, server, 'supervisor')
  const admin = await staff(browser, server, 'admin')
  await changeRule(supervisor, '人工审核', '300')
  await approve(admin, /由「.*」改为「.*」/, 'review-03-approve-rule')

  const payee = await Person.at(browser, server, PHONE)
  const phone = await register(payee, '林小满')
  const other = await Person.at(browser, server, PHONE)
  const otherPhone = await register(other, '何雨')

  const payer = await Person.at(browser, server, PHONE)
  await register(payer, '陈晓宁')
  await topUp(payer, '900')
  await pay(payer, phone, '350')
  await payer.see('正在审核')
  await look(payer, 'review-04-held')
  const held = payer.page.url()
  await payer.page.goto('/app/')
  await payer.see(/350\.00/)
  await look(payer, 'review-05-home')
  await payer.page.goto('/app/bills')
  await payer.see('正在审核')
  await look(payer, 'review-06-bills')

  await supervisor.press('待审交易')
  await supervisor.see(/陈\*\*/)
  await look(supervisor, 'review-07-queue')
  await supervisor.page.keyboard.press('j')
  await supervisor.see('近 90 天从没付过对方')
  await look(supervisor, 'review-08-detail')
  await supervisor.page.locator('#reviewNote').fill('已回拨客户，是房租')
  await supervisor.press(/^放行/)
  await supervisor.see('已放行')
  await look(supervisor, 'review-09-released')
  await payer.page.goto(held)
  await payer.see('已完成')
  await look(payer, 'review-10-arrived')
  await payee.page.goto('/app/')
  await payee.see(/350\.00/)

  await inEnglish(browser, server, otherPhone, supervisor)
  await reported(payer, otherPhone, supervisor, admin)
  await changeRule(supervisor, '加强验证', '3000')
  await approve(admin, /由「.*」改为「.*」/)
  for (const person of [payer, payee, other, supervisor, admin]) await person.leave()
}

/** Given back by a reviewer, and taken back by the payer, in English and dark. */
async function inEnglish(
  browser: Browser,
  server: Server,
  phone: string,
  supervisor: Person,
): Promise<void> {
  const payer = await Person.at(browser, server, PHONE, 'en', 'dark')
  await register(payer, 'Chen Xiaoning')
  await topUp(payer, '700')
  await pay(payer, phone, '320')
  await payer.see('Under review')
  await look(payer, 'review-en-01-held')
  const held = payer.page.url()
  await supervisor.press('EN')
  await supervisor.see(/320\.00/)
  await supervisor.page
    .getByText(/320\.00/)
    .first()
    .click()
  await supervisor.page.locator('#reviewNote').fill('客户说被人催着转')
  await supervisor.see('Why it waits')
  await look(supervisor, 'review-en-02-detail')
  await supervisor.press('Give it back')
  await supervisor.see('Given back')
  await supervisor.press('中')
  await payer.page.goto(held)
  await payer.see('Not let through, the money is back')
  await look(payer, 'review-en-03-back')

  await pay(payer, phone, '330')
  await payer.see('Under review')
  await payer.press('Take it back')
  await look(payer, 'review-en-04-sure')
  await payer.page.getByRole('group').getByRole('button').first().click()
  await payer.see('The transfer was taken back')
  await look(payer, 'review-en-05-cancelled')
  await payer.leave()
}

async function reported(
  payer: Person,
  phone: string,
  supervisor: Person,
  admin: Person,
): Promise<void> {
  await supervisor.press('举报名单')
  await supervisor.page.locator('#payeeValue').fill(phone)
  await supervisor.page.locator('#payeeReason').fill('三位客户举报冒充客服')
  await supervisor.page.locator('#payeeEvidence').fill('案件 44')
  await look(supervisor, 'review-11-report')
  await supervisor.press('提出列入')
  await supervisor.see('等待批准')
  await approve(admin, /列入举报名单/)
  await payer.page.goto('/app/transfer')
  await fillIn(payer, phone, '20')
  await payer.see('这个收款方被举报过')
  await look(payer, 'review-12-reported')
  await supervisor.press('待审交易')
  await supervisor.press('举报名单')
  await supervisor.see('生效中')
  await look(supervisor, 'review-13-listed')
  await supervisor.press('触发记录')
  await supervisor.see('收款方（账户、卡号或手机号）在名单上')
  await look(supervisor, 'review-14-fired')
}

async function changeRule(supervisor: Person, outcome: string, amount: string): Promise<void> {
  const { page } = supervisor
  await supervisor.follow('风险')
  await supervisor.press('风险规则')
  await supervisor.see('第一次付给对方就是大额')
  await look(supervisor, 'review-01-rules')
  await supervisor.press('修改 第一次付给对方就是大额')
  await page.locator('#riskOutcome').selectOption({ label: outcome })
  await page.locator('#risk-amount').fill(amount)
  await page.locator('#riskReason').fill('近期冒充客服的案件增多')
  await page.locator('#riskEvidence').fill('风控会议纪要 11-20')
  await look(supervisor, 'review-02-propose-rule')
  await supervisor.press(/^提出$/)
  await supervisor.see('已提出')
}

async function approve(admin: Person, what: RegExp, shot?: string): Promise<void> {
  await admin.follow('会话')
  await admin.follow('审批')
  await admin.see(what)
  if (shot) await look(admin, shot)
  await admin.press(/^批准$/)
  await admin.see('没有要审批的')
}

async function pay(person: Person, phone: string, amount: string): Promise<void> {
  await person.page.goto('/app/transfer')
  await fillIn(person, phone, amount)
  await person.page.waitForURL(/\/app\/bills\/.*fresh/)
}

async function fillIn(person: Person, phone: string, amount: string): Promise<void> {
  const { page } = person
  await page.locator('#toPhone').fill(phone)
  await person.press(/核对收款人|Check/)
  await page.locator('#amount').fill(amount)
  await person.press(/^(转账|Transfer) ¥/)
  await page.locator('#pin').fill(PIN)
}

async function staff(browser: Browser, server: Server, name: string): Promise<Person> {
  const person = await Person.at(browser, server, DESKTOP)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill(name)
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press('登录')
  await person.page.locator('.rail').waitFor()
  return person
}
