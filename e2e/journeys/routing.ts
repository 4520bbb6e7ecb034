import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk, signedIn } from '../desk'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

/**
 * An agent comes online and is given what waits; a colleague sees who looks and types. What the agent leaves behind
 * goes back to its place; a supervisor says who answers what, and how much a conversation presses.
 */
export async function routing(browser: Browser, server: Server): Promise<void> {
  const lin = await Person.at(browser, server, PHONE)
  await register(lin, '林小满')
  const id = await ask(lin, '付款一直没到，请帮我看看')
  const guest = await Person.at(browser, server, PHONE, 'en')
  await ask(guest, 'I do not get a code', 'en')

  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await supervisor.see('没有同事在线')
  await look(supervisor, 'routing-01-nobody-online')
  await supervisor.page.goto(`/desk/inbox/${id}`)
  await supervisor.page.locator('#priority').selectOption('URGENT')
  await supervisor.see('资金风险')

  const agent = await atTheDesk(browser, server, 'agent')
  await agent.page.locator('#agentState').selectOption('ONLINE')
  await agent.page.goto(`/desk/inbox/${id}`)
  await agent.see('分给 周晓')
  await agent.page.locator('#reply').fill('您好，我看一下')
  await look(agent, 'routing-02-given')

  await supervisor.see(/周晓(也在看|正在输入)/)
  await look(supervisor, 'routing-03-viewers')
  await supervisor.page.getByRole('button', { name: '需要照顾' }).click()
  await supervisor.page.locator('#careReason').fill('视力不好')
  await look(supervisor, 'routing-04-care')
  await supervisor.press('保存')
  await supervisor.press('不再需要')

  await agent.page.locator('#agentState').selectOption('AWAY')
  await agent.see('周晓 离开了')
  await look(agent, 'routing-05-back')
  // What was begun as an answer is sent as one, though nobody has the conversation any more.
  await agent.press(/^接待并发送/)
  await agent.see('周晓 正在接待')
  assert.equal(await agent.page.locator('.lines').getByText('内部备注').count(), 0)
  const lines = await lin.context.request.get(`/api/v1/conversations/${id}/messages`)
  assert.match(await lines.text(), /您好，我看一下/, 'the customer reads it')
  await supervisor.page.goto('/desk/routing')
  await supervisor.see('谁答复什么')
  await supervisor.press('修改 周晓')
  await supervisor.page.getByLabel('英语').uncheck()
  await supervisor.page.getByLabel('付款', { exact: true }).check()
  await supervisor.page.locator('#capacity').fill('3')
  await look(supervisor, 'routing-06-settings')
  await supervisor.press('保存')
  await supervisor.see('已生效')
  assert.match(await supervisor.page.locator('table').innerText(), /付款/)

  const admin = await signedIn(browser, server, 'admin', 'en')
  await admin.page.emulateMedia({ colorScheme: 'dark' })
  await admin.page.goto('/desk/routing')
  await admin.see('Who answers what')
  await look(admin, 'routing-07-settings-en')
  await admin.page.goto(`/desk/inbox/${id}`)
  await admin.see('Priority')
  await look(admin, 'routing-08-inbox-en')
  for (const person of [lin, guest, supervisor, agent, admin]) await person.leave()
}

/** Through the API, as the wallet does; the wallet's own way is another journey's. */
async function ask(person: Person, message: string, language = 'zh-CN'): Promise<string> {
  const session = await person.context.request.get('/api/v1/session').catch(() => undefined)
  const token = session?.ok() ? ((await session.json()) as { csrfToken?: string }).csrfToken : ''
  const opened = await person.context.request.post('/api/v1/conversations', {
    headers: { 'Accept-Language': language, ...(token ? { 'X-CSRF-Token': token } : {}) },
    data: { topic: 'OTHER', message },
  })
  if (!opened.ok()) throw new Error(await opened.text())
  return ((await opened.json()) as { id: string }).id
}
