import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk } from '../desk'
import { look } from '../look'
import type { Server } from '../server'
import { register, topUp } from '../wallet'

/**
 * A customer asks with a file; the agent reads beside the conversation who that is, masked, what is open, where they are
 * signed in and what was talked about, unmasks the phone number for a reason, and a colleague without the conversation is
 * asked for one first.
 */
export async function customerPanel(browser: Browser, server: Server): Promise<void> {
  const chen = await Person.at(browser, server, PHONE)
  const phone = await register(chen, '程月')
  await topUp(chen, '88.01')
  await chen.see('没有扣款')
  await chen.press('问客服')
  await chen.page.locator('#words').fill('这笔充值怎么还没有到账？')
  await chen.page.locator('#words').press('Enter')
  await chen.see('正在为您找客服')

  const agent = await atTheDesk(browser, server, 'agent')
  await open(agent)
  await agent.see('登录中的设备')
  await agent.see('程*')
  assert.equal(await agent.page.getByText(phone.slice(-11)).count(), 0, 'the phone is masked')
  await look(agent, 'panel-01-masked-zh')
  await agent.page.locator('aside.panel').evaluate((panel) => panel.scrollTo(0, 100_000))
  await look(agent, 'panel-02-below-zh')
  await agent.page.locator('aside.panel').evaluate((panel) => panel.scrollTo(0, 0))
  await agent.press('查看完整手机号')
  await agent.page.locator('#unmask-PHONE').fill('按登记的号码回拨核实')
  await look(agent, 'panel-03-why-zh')
  await agent.page
    .locator('aside.panel')
    .getByRole('button', { name: /^查看$/ })
    .click()
  await agent.see(phone.slice(-11))
  await look(agent, 'panel-04-unmasked-zh')
  await agent.page.locator('#claim').click()
  await agent.page.locator('#reply').waitFor()

  const supervisor = await atTheDesk(browser, server, 'supervisor', 'en')
  await supervisor.page.locator('.conversation').filter({ hasText: '程*' }).first().click()
  await supervisor.see('Why')
  await look(supervisor, 'panel-05-asked-why-en')
  await supervisor.page.locator('#lookReason').fill('A colleague asked for help')
  await supervisor.page.locator('form.why').getByRole('button').click()
  await supervisor.see('Signed in on')
  await look(supervisor, 'panel-06-beside-en')
  for (const person of [chen, agent, supervisor]) await person.leave()
}

async function open(person: Person): Promise<void> {
  await person.page.locator('.conversation').filter({ hasText: '怎么还没有到账' }).first().click()
}
