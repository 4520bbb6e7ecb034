import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { newPhone, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { confirmation, register } from '../wallet'

/**
 * Somebody gets advice on a password, sees how safe the account is, chooses an anti-phishing phrase
 * and finds it in a text and on the chat page, with more points than before.
 */
export async function safetyCentre(browser: Browser, server: Server): Promise<void> {
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const person = await Person.at(browser, server, PHONE, locale, scheme)
    await passwordAdvice(person, locale)
    await story(person, locale)
    await person.leave()
  }
}

async function passwordAdvice(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/register')
  await page.locator('#phone').fill(newPhone())
  await page.locator('#password').fill('password123')
  await person.see(/最常被试|tried first/)
  await look(person, `safety-${tag}-password-weak`)
  await page.locator('#password').fill('rainlake77')
  await person.see(/两个不相关的词|two more unrelated/)
  await look(person, `safety-${tag}-password-fair`)
  await page.locator('#password').fill('little-fox-in-the-rain')
  await person.see(/很好|^Good$/)
  await look(person, `safety-${tag}-password-good`)
}

async function story(person: Person, tag: string): Promise<void> {
  const { page } = person
  const phone = await register(person, '叶一')
  await page.goto('/app/')
  await person.see(/下一步：开启两步验证|Turn on two-step/)
  await look(person, `safety-${tag}-home`)
  await page.goto('/app/safety')
  const before = await score(person)
  await look(person, `safety-${tag}-score`)

  await person.follow(/选一个防伪短语|Choose an anti-phishing phrase/)
  await page.locator('.choices label').nth(4).click()
  const phrase = await page.locator('.choices input').nth(4).inputValue()
  await look(person, `safety-${tag}-phrase`)
  await person.press(new RegExp(phrase))
  await page.locator('#stepUpPhone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await page.locator('#code-STEP_UP').waitFor()
  await look(person, `safety-${tag}-phrase-confirm`)
  await page.locator('#code-STEP_UP').fill(await confirmation(person, phone))
  await person.see(/已选定|It is chosen/)
  await look(person, `safety-${tag}-phrase-chosen`)

  await page.goto('/app/safety')
  assert.equal((await score(person)) - before, 15)
  await look(person, `safety-${tag}-score-after`)
  await page.goto('/app/chat/new')
  await person.see(new RegExp(`(防伪短语|phrase).*${phrase}`))
  await look(person, `safety-${tag}-chat`)
  await page.context().clearCookies()
  await page.request.post('/api/v1/codes', { data: { phone, purpose: 'SIGN_IN' } })
  await page.waitForTimeout(1000)
  const texts = await (await page.request.get(`/demo/outbox?to=${phone}`)).text()
  assert.match(texts, new RegExp(`〔${phrase}〕`))
}

async function score(person: Person): Promise<number> {
  const words = await person.page.locator('.ring b').innerText()
  return Number(/\d+/.exec(words)?.[0])
}
