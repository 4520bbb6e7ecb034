import type { Browser } from 'playwright-core'
import { newPhone, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PASSWORD, PIN, register, topUp } from '../wallet'

/**
 * Somebody changes the phone number, sees on the home page what may leave meanwhile, is refused more than that and told
 * why, and signs in with the new number.
 */
export async function changeNumber(browser: Browser, server: Server): Promise<void> {
  const friend = await Person.at(browser, server, PHONE)
  const payee = await register(friend, '何雨')
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const person = await Person.at(browser, server, PHONE, locale, scheme)
    await story(person, payee, `number-${locale}`)
    await person.leave()
  }
  await friend.leave()
}

async function story(person: Person, payee: string, tag: string): Promise<void> {
  const old = await register(person, '林小满')
  await topUp(person, '800')
  const fresh = newPhone()
  await change(person, old, fresh, tag)
  await person.page.goto('/app/')
  await person.see(/冷静期|Cooling down/)
  await look(person, `${tag}-06-home`)
  await beRefused(person, payee, tag)
  await signIn(person, old, fresh, tag)
}

async function change(person: Person, old: string, fresh: string, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/safety')
  await person.follow(/更换手机号|Change phone number/)
  await person.see(/要确认两件事|Two things to confirm/)
  await look(person, `${tag}-01-why`)
  await person.press(/开始更换|Begin/)
  await page.locator('#newPhone').fill(fresh)
  await person.press(/获取验证码|Get a code/)
  await page.locator('#code-CHANGE_PHONE').fill('000000')
  await person.see(/先确认是您本人|First confirm that it is you/)
  await look(person, `${tag}-02-confirm`)
  await page.locator('#stepUpPhone').fill(old)
  await person.press(/获取验证码|Get a code/)
  await page.locator('#code-STEP_UP').fill(await codeOf(person, old, /确认|confirmation/))
  await person.see('CODE_WRONG')
  await look(person, `${tag}-03-wrong-code`)
  await page.locator('#code-CHANGE_PHONE').fill(await codeOf(person, fresh, /更换|to move/))
  await person.see(/手机号已换成|Your number is now/)
  await person.see(/冷静期|Cooling down/)
  await look(person, `${tag}-04-done`)
  await page.goto('/app/settings/phone')
  await person.see(/以后才能再换|can be changed again after/)
  await look(person, `${tag}-05-not-again`)
  await page.goto('/app/safety')
  await look(person, `${tag}-05-safety-centre`)
}

async function beRefused(person: Person, payee: string, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/transfer')
  await look(person, `${tag}-07-transfer`)
  await page.locator('#toPhone').fill(payee)
  await person.press(/核对收款人|Check/)
  await page.locator('#amount').fill('500.01')
  await person.press(/^(转账|Transfer) ¥/)
  await page.locator('#pin').fill(PIN)
  await person.see('COOLING_DOWN')
  await look(person, `${tag}-08-refused`)
  await page.goto('/app/withdraw')
  await person.see(/冷静期|Cooling down/)
  await look(person, `${tag}-09-withdraw`)
  await page.goto('/app/limits')
  await person.see(/冷静期|Cooling down/)
  await look(person, `${tag}-10-limits`)
  await page.goto('/app/messages')
  await person.see(/手机号已更换|Your phone number was changed/)
  await look(person, `${tag}-11-notice`)
}

async function signIn(person: Person, old: string, fresh: string, tag: string): Promise<void> {
  const { page } = person
  await page.context().clearCookies()
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill(old)
  await page.locator('#password').fill(PASSWORD)
  await person.press(/^(登录|Sign in)$/)
  await person.see('CREDENTIALS_WRONG')
  await page.locator('#phone').fill(fresh)
  await person.press(/^(登录|Sign in)$/)
  await page.waitForURL(/\/app\/$/)
  await person.see(/冷静期|Cooling down/)
  await look(person, `${tag}-12-signed-in`)
}

/** The six digits of the latest text to a phone that says this. */
async function codeOf(person: Person, phone: string, words: RegExp): Promise<string> {
  const until = Date.now() + 10_000
  while (Date.now() < until) {
    const answer = await person.context.request.get(`/demo/outbox?to=${phone}`)
    const body = (await answer.json()) as { items: { text: string }[] }
    const text = body.items.find((item) => words.test(item.text))?.text ?? ''
    const code = /\b(\d{6})\b/.exec(text)?.[1]
    if (code) return code
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error(`no text that says ${words} came for ${phone}`)
}
