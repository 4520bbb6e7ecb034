import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

/** What an impostor sends is checked, reported, confirmed, and known to everybody at once; a real call is shown. */
export async function trust(browser: Browser, server: Server): Promise<void> {
  const li = await Person.at(browser, server, PHONE)
  await register(li, '李文静')
  await li.page.goto('/app/verify')
  await li.see('现在没有我们的人在给您打电话')
  await look(li, 'trust-01-nobody')
  await ask(li, '400-000-7281')
  await li.see('这是我们的官方客服电话')
  await look(li, 'trust-02-official')
  await ask(li, 'https://xiaohu-wallet.example.login-check.top/')
  await li.see('不是我们，小心冒充')
  await look(li, 'trust-03-impostor')
  await ask(
    li,
    '【小狐钱包】您有退款待领取，请点 https://tuikuan-lq.example.org/a 或致电 0755-86001234 客服办理',
  )
  await li.see('tuikuan-lq.example.org')
  await li.press('举报冒充我们的人')
  await li.page.locator('#story').fill('说要退我 500 元')
  await li.press('提交举报')
  await li.see('收到，谢谢')
  await look(li, 'trust-04-reported')

  const agent = await Person.at(browser, server, DESKTOP)
  await agent.page.goto('/desk/')
  await agent.page.locator('#username').fill('agent')
  await agent.page.locator('#password').fill(server.staffPassword)
  await agent.press('登录')
  await agent.follow('防冒充')
  await agent.see('加入后立刻对所有核实生效')
  await agent.page.locator('#hotKind').selectOption('PHONE')
  await agent.page.locator('#hotValue').fill('0571 8600 4321')
  await agent.page.locator('#hotWhy').fill('多位客户举报，自称退款专员')
  await agent.press('加入黑名单')
  await agent.see('已加入，立即生效')
  await look(agent, 'trust-05-hot-list')
  await ask(li, '+86 571-8600-4321')
  await li.see('客服已核实：这个号码冒充我们')
  await agent.press('举报')
  await agent.see('说要退我 500 元')
  await look(agent, 'trust-06-reports')
  await agent.press('确认是冒充')
  await agent.see('没有举报')
  await ask(li, 'https://m.tuikuan-lq.example.org')
  await li.see('客服已核实：这个网站冒充我们')
  await look(li, 'trust-07-known')
  await agent.press('官方联系方式')
  await agent.see('正在使用')
  await look(agent, 'trust-08-contacts')

  await agent.follow('电话')
  await agent.press('接起来电')
  await li.page.goto('/app/calls')
  await li.press('取一次性口令')
  const phrase = await li.page.locator('.phrase').innerText()
  await agent.page.locator('#callPhrase').fill(phrase)
  await agent.press('确认来电人')
  await agent.see('先念给客户听')
  await look(agent, 'trust-09-read-out')
  await li.page.goto('/app/')
  await li.see('正在和您通话')
  await li.shot('trust-10-banner')
  await li.page.goto('/app/verify')
  await li.see('客服会先念出这个口令')
  await look(li, 'trust-11-call')

  const wang = await Person.at(browser, server, PHONE, 'en', 'dark')
  await wang.page.goto('/app/verify')
  await ask(wang, 'Xiaohu Wallet support: send me the code, my number is 0571 8600 4321')
  await wang.see('Not us: an impostor')
  await look(wang, 'trust-12-en')
  await onTheSite(browser, server)
  await agent.press('EN')
  await agent.follow('Impostors')
  await agent.see('In force for every check at once')
  await look(agent, 'trust-15-desk-en')
  for (const person of [li, agent, wang]) await person.leave()
  const readers = [
    ['', await Person.at(browser, server, PHONE, 'zh-CN', 'light')],
    ['/en', await Person.at(browser, server, DESKTOP, 'en', 'dark')],
  ] as const
  for (const [root, reader] of readers) await answersOfTheSite(reader, root)
  // Now nobody at this address reports any more for an hour.
  for (const [root, reader] of readers) await reportTooOften(reader, root)
}

/** What the site says after a check, a report and a statement. */
async function answersOfTheSite(reader: Person, root: string): Promise<void> {
  const { page } = reader
  await page.goto(`${root}/verify`)
  await page.locator('#value').fill('care@xiaohu-wa11et.example  xiaohu-wallet.example')
  await page.locator('form.card button').click()
  await page.locator('.verdict.IMPOSTOR').waitFor()
  await look(reader, `trust-16-site-result${root.replace('/', '-')}`)
  await page.locator('#story').fill('They wrote to me')
  await page.locator('details button').click()
  await page.locator('.verdict.OFFICIAL').waitFor()
  await look(reader, `trust-17-site-thanks${root.replace('/', '-')}`)
  await page.goto(`${root}/verify-statement`)
  const buffer = Buffer.from('{}')
  await page
    .locator('#file')
    .setInputFiles({ name: 'ledger-proof.json', mimeType: 'application/json', buffer })
  await page.locator('form.card button').click()
  await page.locator('.verdict').waitFor()
  await look(reader, `trust-18-site-statement${root.replace('/', '-')}`)
}

async function reportTooOften(reader: Person, root: string): Promise<void> {
  const { page } = reader
  const form = { value: 'https://tuikuan-lq.example.org/a', cameBy: 'TEXT', story: '' }
  let status = 200
  for (let n = 0; n < 40 && status === 200; n += 1) {
    status = (await page.request.post(`${root}/verify/report`, { form })).status()
  }
  assert.equal(status, 429)
  await page.goto(`${root}/verify`)
  await page.locator('details summary').click()
  await page.locator('#reported').fill(form.value)
  await page.locator('details button').click()
  await page.locator('.error-page h1').waitFor()
  await look(reader, `trust-19-site-too-often${root.replace('/', '-')}`)
  await reader.leave()
}

/** The site's page, with scripts off. */
async function onTheSite(browser: Browser, server: Server): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: DESKTOP })
  const page: Page = await context.newPage()
  for (const [root, shot] of [
    ['', 'trust-13-site'],
    ['/en', 'trust-14-site-en'],
  ]) {
    await page.goto(`${server.base}${root}/verify`)
    await page.locator('#value').fill('care@xiaohu-wa11et.example  xiaohu-wallet.example')
    await page.locator('form.card button').click()
    await page.locator('.verdict.IMPOSTOR').waitFor()
    await page.screenshot({ path: `target/screenshots/${shot}.png`, fullPage: true })
  }
  await page.locator('#story').fill('They wrote to me')
  await page.locator('details button').click()
  await page.getByText('Thank you, we have it').waitFor()
  await context.close()
}

async function ask(person: Person, text: string): Promise<void> {
  await person.page.locator('#value').fill(text)
  await person.press(/^(核实|Check)$/)
}
