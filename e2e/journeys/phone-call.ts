import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

/** A call comes in: nobody is known until the phrase was said; both sides see the call, its end and its summary. */
export async function phoneCall(browser: Browser, server: Server): Promise<void> {
  const chen = await Person.at(browser, server, PHONE)
  await register(chen, '陈晓宁')
  await chen.page.goto('/app/calls')
  await chen.see('还没有通话')
  await look(chen, 'call-01-wallet')

  const agent = await Person.at(browser, server, DESKTOP)
  await agent.page.goto('/desk/')
  await agent.page.locator('#username').fill('agent')
  await agent.page.locator('#password').fill(server.staffPassword)
  await agent.press('登录')
  await agent.follow('电话')
  await agent.press('接起来电')
  await agent.see('还不知道是谁')
  await agent.page.locator('#callPhrase').fill('熊猫 灯塔 0000')
  await agent.press('确认来电人')
  await agent.see('口令不对')
  await look(agent, 'call-02-unknown')

  await chen.press('取一次性口令')
  const phrase = await chen.page.locator('.phrase').innerText()
  await look(chen, 'call-03-phrase')
  await agent.page.locator('#callPhrase').fill(phrase.replaceAll(' ', ''))
  await agent.press('确认来电人')
  await agent.see('口令已确认')
  await agent.see('可用')
  await look(agent, 'call-04-known')
  await chen.see('正在与客服')
  await chen.see('口令已使用')
  await look(chen, 'call-05-live')

  await agent.page.locator('#callSummary').fill('已说明提现到账时间，客户认可。')
  await agent.press('结束并登记')
  await agent.see('通话结束')
  await look(agent, 'call-06-ended')
  await chen.see('已说明提现到账时间')
  await look(chen, 'call-07-log')

  const wang = await Person.at(browser, server, PHONE, 'en', 'dark')
  await register(wang, 'Wang Li')
  await wang.page.goto('/app/calls')
  await wang.press('Get a one-time phrase')
  await wang.see('Read this to support')
  await look(wang, 'call-08-phrase-en')
  await agent.press('EN')
  await agent.see('Take a call')
  await look(agent, 'call-09-desk-en')
  for (const person of [chen, agent, wang]) await person.leave()
}
