import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { DESKTOP, Person } from '../browser'
import { atTheDesk, guestAsks } from '../desk'
import { look } from '../look'
import type { Server } from '../server'

/**
 * A supervisor keeps a canned answer, a macro, a rule and a working set; an agent answers with them, acts on many at once
 * and finds what was said.
 */
export async function deskTools(browser: Browser, server: Server): Promise<void> {
  for (const words of ['退款多久到账', '充值没到账，很着急', '忘记密码了'])
    await guestAsks(browser, server, words)
  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await keepAnswer(supervisor)
  await keepMacro(supervisor)
  await keepRule(supervisor)
  await keepView(supervisor)
  const agent = await atTheDesk(browser, server, 'agent')
  await agent.page.locator('.conversation', { hasText: '退款多久到账' }).first().click()
  await agent.press(/^接待$/)
  await agent.page.locator('#reply').fill('/re')
  await agent.see('退款进度')
  await look(agent, 'tools-05-picker')
  await agent.page.keyboard.press('Enter')
  await agent.page.waitForFunction(() =>
    (document.querySelector('#reply') as HTMLTextAreaElement).value.includes('退款会原路返回'),
  )
  await agent.press('宏')
  await agent.press('催单')
  await agent.see('会依次做')
  await look(agent, 'tools-06-macro')
  await agent.press('全部执行')
  await agent.see('已为您催办')
  await agent.page.locator('#inboxView').selectOption({ label: '没人接的' })
  await agent.page.locator('.conversation', { hasText: '忘记密码了' }).waitFor()
  assert.equal(
    await agent.page.locator('.conversation', { hasText: '已为您催办' }).count(),
    0,
    'what somebody has is not in the set',
  )
  await look(agent, 'tools-07-set-in-the-inbox')
  await agent.follow(/^工作集/)
  await agent.see('没人接的')
  await agent.page.getByRole('checkbox', { name: '全选' }).check()
  await agent.page.locator('#bulkTags').fill('待跟进')
  await agent.press(/^执行/)
  await look(agent, 'tools-07-bulk')
  await agent.press(/^确定对/)
  await agent.see(/^完成/)
  await look(agent, 'tools-08-bulk-done')
  await agent.page.getByRole('checkbox', { name: '全选' }).check()
  await agent.page.locator('#bulkAct').selectOption('ASSIGN')
  await agent.page.locator('#bulkTo').selectOption({ label: '刘洋' })
  await agent.press(/^执行/)
  await agent.press(/^确定对/)
  await agent.see(/^完成/)
  await look(agent, 'tools-08-assigned')
  await agent.follow(/^搜会话/)
  await agent.page.locator('#find').fill('退款')
  await agent.page.keyboard.press('Enter')
  await agent.page.locator('mark').first().waitFor()
  await look(agent, 'tools-09-search')
  const admin = await Person.at(browser, server, DESKTOP, 'en', 'dark')
  await admin.page.goto('/desk/tools')
  await admin.page.locator('#username').fill('admin')
  await admin.page.locator('#password').fill(server.staffPassword)
  await admin.press('Sign in')
  await admin.see('Canned answers')
  await look(admin, 'tools-10-en')
  await admin.press('Rules')
  await admin.press('History')
  await admin.see('What it did')
  await look(admin, 'tools-11-rule-en')
  for (const person of [supervisor, agent, admin]) await person.leave()
}

async function name(person: Person, zh: string, en: string): Promise<void> {
  await person.page.locator('#toolZh').fill(zh)
  await person.page.locator('#toolEn').fill(en)
}

async function keepAnswer(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.follow(/^工具/)
  await supervisor.press('新建快捷回复')
  await name(supervisor, '退款进度', 'Refund')
  await page.locator('#toolShortcut').fill('refund')
  await page.locator('#toolTextZh').fill('您好，我是{agent}。退款会原路返回，一般当天到账。')
  await page
    .locator('#toolTextEn')
    .fill('Hello, this is {agent}. Refunds go back the way they came.')
  await supervisor.page.getByLabel('大家都能用').check()
  await look(supervisor, 'tools-01-answer')
  await supervisor.press('保存')
  await supervisor.see('/refund')
}

async function keepMacro(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.press(/^宏$/)
  await supervisor.press('新建宏')
  await name(supervisor, '催单', 'Chase')
  await page.locator('#actZh0').fill('已为您催办，请稍等。')
  await page.locator('#actEn0').fill('We are chasing it for you.')
  await supervisor.press('再加一个动作')
  await page.locator('#act1').selectOption('TAG')
  await page.locator('#actTags1').fill('催单')
  await supervisor.press('再加一个动作')
  await page.locator('#act2').selectOption('PRIORITY')
  await page.getByLabel('大家都能用').check()
  await look(supervisor, 'tools-02-macro')
  await supervisor.press('保存')
  await supervisor.see('回复客户 → 加标签 → 改优先级')
}

async function keepRule(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.press('自动规则')
  await supervisor.press('新建规则')
  await name(supervisor, '着急的客户', 'In a hurry')
  await page.locator('#ruleWords').fill('着急，马上')
  await page.locator('#actTags0').fill('着急')
  await supervisor.press('再加一个动作')
  await page.locator('#act1').selectOption('FEEDBACK')
  await page.locator('#actFeedback1').selectOption('COMPLAINT')
  await page.locator('#toolReason').fill('先回着急的')
  await supervisor.press('试算')
  await supervisor.see(/会做 1 次/)
  await look(supervisor, 'tools-03-rule')
  await page.getByLabel('启用').check()
  await supervisor.press('保存')
  await supervisor.see('启用中')
}

async function keepView(supervisor: Person): Promise<void> {
  await supervisor.press(/^工作集$/)
  await supervisor.press('新建工作集')
  await name(supervisor, '没人接的', 'Nobody’s')
  await supervisor.page.locator('#viewHolder').selectOption('NOBODY')
  await supervisor.page.getByLabel('大家都能用').check()
  await look(supervisor, 'tools-04-view')
  await supervisor.press('保存')
  await supervisor.see('未结束 · 没有人')
}
