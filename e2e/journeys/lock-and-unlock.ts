import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk } from '../desk'
import { look } from '../look'
import type { Server } from '../server'
import { PASSWORD, register } from '../wallet'

/**
 * Somebody without their usual device is locked out after five wrong passwords, reads what can be done, asks support as
 * a guest; an agent records two checks and proposes, cannot approve, a supervisor does; the guest reads who and why, and
 * signs in. Then the payment PIN is forgotten and set anew the same way.
 */
export async function lockAndUnlock(browser: Browser, server: Server): Promise<void> {
  const home = await Person.at(browser, server, PHONE)
  const phone = await register(home, '方圆')
  const guest = await Person.at(browser, server, PHONE)
  await lockOut(guest, phone, 'zh')
  const agent = await ask(browser, server, guest)
  await propose(agent)
  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await approve(supervisor, 'unlock-08-desk-approve')
  await signIn(guest, phone)
  const english = await Person.at(browser, server, PHONE, 'en', 'dark')
  await lockOut(english, '13812345678', 'en')
  await forgetPin(home, agent, supervisor)
  for (const person of [home, guest, agent, supervisor, english]) await person.leave()
}

async function lockOut(guest: Person, phone: string, tag: string): Promise<void> {
  const { page } = guest
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill(phone)
  for (let n = 0; n < 5; n++) {
    await page.locator('#password').fill(`wrong-password-${n}`)
    const answered = page.waitForResponse((r) => r.url().endsWith('/api/v1/sessions'))
    await guest.press(/^(登录|Sign in)$/)
    await answered
  }
  await guest.see(/现在可以怎么做|What you can do now/)
  await look(guest, `unlock-01-locked-${tag}`)
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await look(guest, `unlock-02-locked-below-${tag}`)
}

/** Gives the agent who sees the guest's conversation, with the sign-in beside it. */
async function ask(browser: Browser, server: Server, guest: Person): Promise<Person> {
  const { page } = guest
  await guest.press(/请客服解锁/)
  await page.locator('#words').fill('我换了手机，密码记错了，登录被锁了。')
  await guest.press(/发送/)
  await guest.see('已收到')
  await look(guest, 'unlock-03-guest-asks')
  const agent = await atTheDesk(browser, server, 'agent')
  await agent.page.locator('.conversation').filter({ hasText: '登录被锁了' }).first().click()
  await agent.see('未经确认')
  await agent.see('方*')
  await look(agent, 'unlock-04-desk-sign-in')
  return agent
}

async function propose(agent: Person): Promise<void> {
  const { page } = agent
  await page.locator('#claim').click()
  await agent.press('帮客户找回使用权')
  await agent.see('输错次数清零')
  await page.getByLabel('回拨了登记的手机号').check()
  await page.getByLabel(/核实经过/).fill('电话里声音自然，对答如流')
  await page.getByLabel(/原因（客户看得到）/).fill('换了手机，记错了密码')
  await look(agent, 'unlock-05-desk-one-check')
  await page.getByLabel('注册月份说得对').check()
  await look(agent, 'unlock-06-desk-two-checks')
  await agent.press(/^提出$/)
  await agent.see('等待另一位同事批准')
  await agent.follow('审批')
  await agent.see('自己提的不能自己批')
  await look(agent, 'unlock-07-desk-own-proposal')
}

async function approve(supervisor: Person, shot: string): Promise<void> {
  await supervisor.follow('审批')
  await supervisor.see('注册月份说得对')
  await look(supervisor, shot)
  await supervisor.press(/^批准$/)
  await supervisor.see('没有要审批的')
}

async function signIn(guest: Person, phone: string): Promise<void> {
  const { page } = guest
  await guest.see(/由周晓提出、刘洋在 .* 批准/)
  await guest.see(/回拨了登记的手机号、注册月份说得对/)
  await look(guest, 'unlock-09-guest-reads')
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill(phone)
  await page.locator('#password').fill(PASSWORD)
  await guest.press(/^登录$/)
  await page.waitForURL(/\/app\/$/)
  await page.goto('/app/safety')
  await guest.see('核实身份后解除了锁定')
  await page.goto('/app/messages')
  await guest.see('锁定已解除')
  await look(guest, 'unlock-10-messages')
}

async function forgetPin(home: Person, agent: Person, supervisor: Person): Promise<void> {
  const { page } = home
  await page.goto('/app/settings/pin')
  await home.see('忘记支付密码？')
  await look(home, 'unlock-11-pin')
  await home.follow('忘记支付密码？')
  await page.locator('#words').fill('支付密码忘了，想重设。')
  await home.press(/发送/)
  await home.see('已收到')
  await agent.follow('会话')
  await agent.page.locator('.conversation').filter({ hasText: '支付密码忘了' }).first().click()
  await agent.page.getByRole('button', { name: '提出解锁' }).scrollIntoViewIfNeeded()
  await look(agent, 'unlock-12-desk-timeline')
  await agent.press('帮客户找回使用权')
  await agent.page.getByLabel('要做什么').selectOption('ALLOW_NEW_PIN')
  await agent.page.getByLabel('最近两笔收支说得对').check()
  await agent.page.getByLabel('注册月份说得对').check()
  await agent.page.getByLabel(/核实经过/).fill('两样都说对了')
  await agent.page.getByLabel(/原因（客户看得到）/).fill('忘记了支付密码')
  await look(agent, 'unlock-13-desk-new-pin')
  await agent.press(/^提出$/)
  await agent.see('等待另一位同事批准')
  await supervisor.follow('会话')
  await approve(supervisor, 'unlock-14-desk-approve-pin')
  await home.see('可以不用旧密码设置新的支付密码')
  await page.goto('/app/settings/pin')
  await home.see('已核实是您本人')
  await page.locator('#new').fill('271828')
  await page.locator('#again').fill('271828')
  await look(home, 'unlock-15-pin-renewed')
  await home.press(/保存/)
  await home.see('支付密码已设置')
}
