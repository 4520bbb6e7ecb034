import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Authenticator } from '../authenticator'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { confirmation, PASSWORD, PIN, register, topUp } from '../wallet'

/**
 * Somebody turns two-step verification on, pays a large amount and signs in with it, signs in with
 * a recovery code, and turns it off.
 */
export async function twoSteps(browser: Browser, server: Server): Promise<void> {
  // Side by side: most of the time goes into waiting for an authenticator's next code.
  await Promise.all([
    story(browser, server, 'zh-CN', 'light'),
    story(browser, server, 'en', 'dark'),
  ])
}

async function story(
  browser: Browser,
  server: Server,
  tag: string,
  scheme: 'light' | 'dark',
): Promise<void> {
  const person = await Person.at(browser, server, PHONE, tag, scheme)
  const { page } = person
  const phone = await register(person, '沈二')
  const [app, codes] = await turnOn(person, phone, tag)

  await pay(person, app, tag)
  await page.context().clearCookies()
  await password(person, phone)
  await look(person, `two-steps-${tag}-sign-in`)
  await page.locator('#proof').fill('000000')
  await person.see('SECOND_FACTOR_WRONG')
  await look(person, `two-steps-${tag}-wrong`)
  await page.locator('#proof').fill(await app.next())
  await page.waitForURL(/\/app\/$/)

  await page.context().clearCookies()
  await password(person, phone)
  await person.press(/用恢复码|Use a recovery code/)
  await page.locator('#proof').fill(codes[0]?.toLowerCase() ?? '')
  await look(person, `two-steps-${tag}-recovery`)
  await person.press(/^(登录|Sign in)$/)
  await page.waitForURL(/\/app\/$/)
  await page.goto('/app/safety')
  await person.see(/剩 9 个恢复码|9 recovery codes left/)
  await look(person, `two-steps-${tag}-safety`)

  await person.follow(/两步验证|Two-step verification/)
  await person.press(/^(关闭两步验证|Turn it off)$/)
  await look(person, `two-steps-${tag}-turn-off`)
  await page.locator('#proof').fill(await app.next())
  await person.see(/两步验证已关闭|Two-step verification is off/)
  await person.leave()
}

async function turnOn(
  person: Person,
  phone: string,
  tag: string,
): Promise<[Authenticator, string[]]> {
  const { page } = person
  await page.goto('/app/settings/second-factor')
  await person.press(/开启两步验证|Turn it on/)
  await page.locator('#stepUpPhone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await person.see(/验证码已发出|code/i)
  await page.locator('#code-STEP_UP').fill(await confirmation(person, phone))
  await page.locator('.qr').waitFor()
  assert.ok(
    await page.locator('.qr').evaluate((img) => (img as HTMLImageElement).naturalWidth > 0),
    'the QR code is shown',
  )
  await look(person, `two-steps-${tag}-qr`)
  const app = new Authenticator((await page.locator('.secret').textContent()) ?? '')
  await page.locator('#firstCode').fill(await app.next())
  await page.locator('.codes li').first().waitFor()
  const codes = await page.locator('.codes li').allTextContents()
  assert.equal(codes.length, 10)
  await look(person, `two-steps-${tag}-recovery-codes`)
  await person.press(/我已保存好|I have saved them/)
  await person.see(/还剩 10 个恢复码|10 recovery codes left/)
  await look(person, `two-steps-${tag}-on`)
  return [app, codes]
}

/** A newcomer's account may not pay so much in all; what matters is that the confirmation passed. */
async function pay(person: Person, app: Authenticator, tag: string): Promise<void> {
  const { page } = person
  await topUp(person, '1300')
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill('13900137282')
  await person.press(/核对收款人|Check the payee/)
  await page.locator('#amount').fill('1200')
  await person.press(/^(转账|Send|Transfer) ¥/)
  await page.locator('#pin').fill(PIN)
  await page.locator('#stepUpProof').waitFor()
  await look(person, `two-steps-${tag}-step-up`)
  const focused = await page.evaluate(() => document.activeElement?.id)
  assert.equal(focused, 'stepUpProof', 'what is to be typed next has the focus')
  await page.locator('#stepUpProof').fill(await app.next())
  await person.see('CLASS_LIMIT')
}

async function password(person: Person, phone: string): Promise<void> {
  const { page } = person
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill(phone)
  await page.locator('#password').fill(PASSWORD)
  await person.press(/^(登录|Sign in)$/)
  await page.locator('#proof').waitFor()
}
