import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk } from '../desk'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

/**
 * A customer submits a request by its form, an agent works on it, asks back, solves it; the customer reopens it. A
 * conversation becomes a request and one again with every line.
 */
export async function requests(browser: Browser, server: Server): Promise<void> {
  const chen = await Person.at(browser, server, PHONE)
  await register(chen, '陈晓宁')
  await chen.page.goto('/app/contact')
  await chen.see('提交工单')
  await look(chen, 'requests-01-contact')
  await chen.follow(/^提交工单/)
  await chen.page.locator('#topic').selectOption('TOP_UP')
  await chen.page.locator('#field-channel').selectOption('BANK_CARD')
  await chen.page.locator('#field-amount').fill('200.005')
  await chen.page.locator('#field-time').fill('2026-01-05T10:20')
  await chen.page.locator('#message').fill('早上充的 200 元，银行扣了款，余额没有变。')
  await chen.press('提交')
  await chen.see('最多两位小数')
  await look(chen, 'requests-02-form-wrong')
  await chen.page.locator('#field-amount').fill('200.00')
  await chen.page.locator('#field-bankText').fill('您尾号 1234 的卡支出 200.00 元')
  await chen.press('提交')
  await chen.see('轮到我们处理')
  await look(chen, 'requests-03-submitted')

  const agent = await atTheDeskOf(browser, server)
  await agent.follow('工单')
  await agent.page.locator('.request').first().click()
  await agent.see('我来处理')
  await look(agent, 'requests-04-desk')
  await agent.press('我来处理')
  await agent.page.locator('#moveNote').fill('请补一张银行扣款的截图。')
  await agent.press('等客户补充')
  await agent.see('等客户时不计时')
  await look(agent, 'requests-05-desk-waiting')

  await chen.see('轮到您')
  await look(chen, 'requests-06-your-turn')
  await chen.page.locator('#words').fill('截图在相册里，稍后发。')
  await chen.page.locator('#words').press('Enter')
  await chen.see('轮到我们处理')
  await agent.see('截图在相册里，稍后发。')
  await agent.page.locator('#moveNote').fill('已补入账，抱歉让您久等。')
  await agent.press('已解决')
  await chen.see('已解决，关闭工单')
  await look(chen, 'requests-07-solved')
  await chen.press('已解决，关闭工单')
  await chen.page.locator('#why').fill('余额还是少 200 元。')
  await look(chen, 'requests-08-reopen')
  await chen.press('重新打开')
  await chen.see('轮到我们处理')
  await chen.page.goto('/app/service-requests')
  await chen.see('处理中')
  await look(chen, 'requests-09-mine')

  await agent.see('重新打开 1 次')
  await agent.press('转为会话')
  await agent.see('转为在线会话')
  await agent.press('转工单')
  await look(agent, 'requests-10-keep')
  await agent.press('转为工单')
  await agent.press('登记为投诉')
  await agent.page.locator('#markWhy').fill('客户要求按投诉处理')
  await agent.press('保存')
  await agent.see('投诉登记')
  await agent.press('EN')
  await agent.see('History')
  await look(agent, 'requests-11-desk-en')

  const wang = await Person.at(browser, server, PHONE, 'en', 'dark')
  await register(wang, 'Wang Li')
  await wang.page.goto('/app/service-requests')
  await wang.see('No requests yet')
  await look(wang, 'requests-12-none-en')
  await wang.page.goto('/app/service-requests/new?topic=CODE')
  await wang.see('Handset')
  await look(wang, 'requests-13-form-en')
  for (const person of [chen, agent, wang]) await person.leave()
}

async function atTheDeskOf(browser: Browser, server: Server): Promise<Person> {
  // The desk opens with its inbox; there is a conversation to wait for.
  const guest = await Person.at(browser, server, PHONE)
  await guest.page.request.post(`${server.base}/api/v1/conversations`, {
    data: { topic: 'CODE', message: '收不到验证码' },
  })
  await guest.leave()
  return await atTheDesk(browser, server, 'agent')
}
