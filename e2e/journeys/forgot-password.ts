import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

const NEW_PASSWORD = 'warm-tea-on-a-cold-day'

/** Of the demo, with a real name on file. */
const NAMED = '13800137281'
const NAMED_PASSWORD = 'little-fox-in-the-snow'

/**
 * Somebody forgot the password, sets a new one with a code and signs in; another time a code alone signs in. Where a
 * real name is on file, a code alone does neither on a new device: the password, or a check by support, does.
 */
export async function forgotPassword(browser: Browser, server: Server): Promise<void> {
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const person = await Person.at(browser, server, PHONE, locale, scheme)
    await story(person, locale)
    await answeredOtherwise(person, locale)
    await person.leave()
  }
  const stranger = await Person.at(browser, server, PHONE)
  await named(stranger)
  await stranger.leave()
}

async function story(person: Person, tag: string): Promise<void> {
  const { page } = person
  const phone = await register(person, '苏一')
  await page.context().clearCookies()
  await page.goto('/app/sign-in')
  await look(person, `forgot-${tag}-sign-in`)
  await person.follow(/忘记密码|Forgot password/)
  await page.locator('#code-RESET_PASSWORD').waitFor()
  await page.locator('#phone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await page
    .locator('#code-RESET_PASSWORD')
    .fill(await code(person, phone, /找回密码|new password/))
  await page.locator('#password').fill(NEW_PASSWORD)
  await look(person, `forgot-${tag}-reset`)
  await person.press(/^(重设密码|Reset password)$/)
  await person.see(/密码已重设|The password is reset/)
  await look(person, `forgot-${tag}-done`)
  await person.follow(/^(登录|Sign in)$/)
  await page.waitForURL(/sign-in/)
  await page.locator('#phone').fill(phone)
  await page.locator('#password').fill(NEW_PASSWORD)
  await person.press(/^(登录|Sign in)$/)
  await page.waitForURL(/\/app\/$/)

  await page.context().clearCookies()
  await page.goto('/app/sign-in')
  await person.press(/验证码登录|Use a code/)
  await page.locator('#phone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await person.see(/验证码已发出|on its way/)
  await look(person, `forgot-${tag}-by-code`)
  await page.locator('#code-SIGN_IN').fill(await code(person, phone, /登录验证码|sign-in code/))
  await page.waitForURL(/\/app\/$/)
}

async function named(stranger: Person): Promise<void> {
  const { page } = stranger
  await page.goto('/app/forgot-password')
  await page.locator('#phone').fill(NAMED)
  await stranger.press('获取验证码')
  await page.locator('#code-RESET_PASSWORD').fill(await code(stranger, NAMED, /找回密码/))
  await page.locator('#password').fill(NEW_PASSWORD)
  await stranger.press(/^重设密码$/)
  await stranger.see('还差一步')
  await look(stranger, 'forgot-named-reset')
  await stranger.press('联系客服核实')
  await stranger.see(/需要再确认一次|关于/)
  await look(stranger, 'forgot-named-ask')
  await page.goto('/app/sign-in')
  await stranger.press('验证码登录')
  await page.locator('#phone').fill(NAMED)
  await stranger.press('获取验证码')
  await page.locator('#code-SIGN_IN').fill(await code(stranger, NAMED, /登录验证码/))
  await stranger.see('请用登录密码登录')
  await look(stranger, 'forgot-named-sign-in')
  await page.locator('#password').fill(NAMED_PASSWORD)
  await stranger.press(/^登录$/)
  await page.waitForURL(/\/app\/$/)
}

/** What the server says to a device in a place that is new, or where two-step verification is on: only looked at. */
async function answeredOtherwise(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.context().clearCookies()
  const challenge = (...kinds: string[]) => ({
    id: '0198c7e2-5b1a-7c3e-9f00-3a1d5e7b9c11',
    kinds,
  })
  await page.route('**/api/v1/sessions', (route) =>
    route.fulfill({ status: 200, json: { challenge: challenge('CODE') } }),
  )
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill('13800000000')
  await page.locator('#password').fill(NEW_PASSWORD)
  await person.press(/^(登录|Sign in)$/)
  await person.see(/第一次用|new to us/)
  await look(person, `forgot-${tag}-new-device`)
  await page.unroute('**/api/v1/sessions')
  await page.route('**/api/v1/password-resets', (route) =>
    route.fulfill({
      status: 403,
      json: {
        code: 'STEP_UP_NEEDED',
        title: tag === 'en' ? 'One more confirmation is needed' : '需要再确认一次',
        detail: tag === 'en' ? 'A code alone is not enough.' : '只有验证码还不够。',
        money: 'NOT_TAKEN',
        retry: true,
        actions: [],
        support: true,
        challenge: challenge('TOTP', 'RECOVERY_CODE', 'IDENTITY_CHECK'),
      },
    }),
  )
  await page.goto('/app/forgot-password')
  await page.locator('#phone').fill('13800000000')
  await page.locator('#code-RESET_PASSWORD').fill('271828')
  await page.locator('#password').fill(NEW_PASSWORD)
  await person.press(/^(重设密码|Reset password)$/)
  await page.locator('#proof').waitFor()
  await look(person, `forgot-${tag}-two-steps`)
  await page.unroute('**/api/v1/password-resets')
}

/** The code of a text that says this; it may not be the latest yet. */
async function code(person: Person, phone: string, words: RegExp): Promise<string> {
  const until = Date.now() + 10_000
  while (Date.now() < until) {
    const answer = await person.context.request.get(`/demo/outbox?to=${phone}`)
    const body = (await answer.json()) as { items: { text: string }[] }
    const text = body.items.find((it) => words.test(it.text))?.text ?? ''
    const found = /\b(\d{6})\b/.exec(text)?.[1]
    if (found) return found
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error(`no such text came for ${phone}`)
}
