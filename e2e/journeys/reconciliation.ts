import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { register, topUp } from '../wallet'

const DESK = { width: 1280, height: 800 }

/**
 * A bank's statement has a cent more than the ledger: finance sees it, takes it, proposes how it ends; a supervisor
 * approves, and the customer has the cent. A bad file is refused with its line. A day without differences says so.
 */
export async function reconciliation(browser: Browser, server: Server): Promise<void> {
  const lin = await Person.at(browser, server, PHONE)
  await register(lin, '林小满')
  await topUp(lin, '300')
  const finance = await atReconciliation(browser, server, 'finance', 'zh-CN')
  await look(finance, 'reconciliation-01-empty')
  await steer(finance, 'AMOUNT')
  await finance.press('导入对账单')
  await finance.see('金额不符')
  await look(finance, 'reconciliation-02-day')
  await finance.press(/金额不符/)
  await finance.press('我来处理')
  await finance.see('负责人：陈静')
  await look(finance, 'reconciliation-03-difference')
  await finance.page.getByLabel('按渠道的金额调整客户').check()
  await finance.page.getByLabel('原因（客户看得到）').fill('银行对账单多一分')
  await finance.page.getByLabel('依据（只有同事看得到）').fill('已电话核实')
  await finance.press('提出')
  await finance.see('等另一位同事批准')
  await look(finance, 'reconciliation-04-proposed')
  await approve(browser, server)
  await finance.press('已处理')
  await finance.press(/金额不符/)
  await finance.see('已入账')
  await finance.see('按渠道的金额调整客户')
  await look(finance, 'reconciliation-05-ended')
  await finance.page.locator('#statementFile').setInputFiles({
    name: 'statement.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('order,direction,amount,fee\n17,TOP_UP,1.00,\n'),
  })
  await finance.see('第 2 行：流水号不对')
  await look(finance, 'reconciliation-06-bad-file')
  await steer(finance, 'RIGHT')
  const english = await atReconciliation(browser, server, 'finance', 'en')
  await english.page.locator('.day').first().click()
  await english.see('of which ends of differences')
  await look(english, 'reconciliation-07-english')
  await english.page.getByRole('button', { name: 'All', exact: true }).click()
  await english.page.locator('.difference .head').first().click()
  await english.see('Our ledger')
  await look(english, 'reconciliation-08-english-difference')
  for (const person of [lin, finance, english]) await person.leave()
}

async function atReconciliation(
  browser: Browser,
  server: Server,
  name: string,
  language: string,
): Promise<Person> {
  const person = await Person.at(browser, server, DESK, language)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill(name)
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press(/^(登录|Sign in)$/)
  await person.follow(/^(对账|Reconcile)/)
  await person.see(/渠道的对账单与总账|statement is compared/)
  return person
}

/** By the call of the console: its own screen has a journey of its own. */
async function steer(finance: Person, statement: string): Promise<void> {
  const session = await finance.context.request.get('/api/v1/desk/session')
  const { csrfToken } = (await session.json()) as { csrfToken: string }
  const answer = await finance.context.request.put('/api/v1/desk/sandbox/sandbox', {
    headers: { 'X-CSRF-Token': csrfToken, 'Idempotency-Key': crypto.randomUUID() },
    data: { mode: 'SUCCEED', fee: { amount: '0.00', asset: 'CNY' }, statement },
  })
  assert.equal(answer.status(), 200, await answer.text())
}

async function approve(browser: Browser, server: Server): Promise<void> {
  const supervisor = await Person.at(browser, server, DESK)
  await supervisor.page.goto('/desk/')
  await supervisor.page.locator('#username').fill('supervisor')
  await supervisor.page.locator('#password').fill(server.staffPassword)
  await supervisor.press('登录')
  await supervisor.follow(/^审批/)
  const proposal = supervisor.page.locator('article', { hasText: '调整客户金额' })
  await proposal.getByRole('button', { name: '批准', exact: true }).click()
  await proposal.waitFor({ state: 'detached' })
  await supervisor.leave()
}
