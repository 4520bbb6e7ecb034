import type { Browser } from 'playwright-core'
import { DESKTOP, newPhone, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PASSWORD, PIN, register } from '../wallet'

const CARD = '6222020000000000000'

/** A picture a guest sends. */
const SCREEN =
  'iVBORw0KGgoAAAANSUhEUgAAAHgAAAA8CAIAAAAiz+n/AAAAaklEQVR42u3QMQ0AAAgDsN0oQzLycEE4mlRBM10ciALRohEtWrQF0aIRLVq0BdGiES1aNKJFI1q0aESLRrRo0YgWjWjRohEtGtGiRSNaNKJFi0a0aESLFo1o0YgWLRrRohEtWjSiRSP6lwXZpTr0nXxuTAAAAABJRU5ErkJggg=='

/** The states a customer meets between the screens: refusals, waits, empty places, the other side of each. */
export async function everyState(browser: Browser, server: Server): Promise<void> {
  for (const [tag, locale, scheme] of [
    ['zh-CN-light', 'zh-CN', 'light'],
    ['en-dark', 'en', 'dark'],
  ] as const) {
    const person = await Person.at(browser, server, PHONE, locale, scheme)
    await signUp(person, tag)
    await emptyPlaces(person, tag)
    await moneyRefused(person, tag)
    await topUpsThatFail(person, tag)
    await disputesAndFeedback(person, tag)
    await talks(person, tag)
    await person.leave()
    const stranger = await Person.at(browser, server, PHONE, locale, scheme)
    await signedOut(stranger, tag)
    await stranger.leave()
  }
  const known = await Person.at(browser, server, DESKTOP)
  await stepUp(known)
  await known.leave()
  await desk(browser, server)
}

async function signUp(person: Person, tag: string): Promise<void> {
  const { page } = person
  const phone = newPhone()
  await page.goto('/app/register')
  await page.locator('#phone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await person.press(/没收到验证码|No code/)
  await person.see(/短信|text/)
  await page.locator('#code-REGISTER').fill('000000')
  await page.locator('#password').fill('short')
  await look(person, `state-${tag}-register`)
  await page.locator('#password').fill(PASSWORD)
  await page.getByRole('checkbox').check()
  await person.press(/^(注册|Register)$/)
  await person.see('CODE_WRONG')
  await look(person, `state-${tag}-code-wrong`)
  await page.locator('#code-REGISTER').fill(await person.codeFor(phone))
  await page.locator('#displayName').fill('王一')
  await person.press(/^(注册|Register)$/)
  await page.locator('#new').waitFor()
  await page.goto('/app/')
  await person.see(/还没有支付密码|no payment PIN/)
  await look(person, `state-${tag}-home-new`)
  await page.goto('/app/settings/pin')
  await page.locator('#new').fill(PIN)
  await page.locator('#again').fill('111111')
  await look(person, `state-${tag}-pin-differs`)
  await page.locator('#again').fill(PIN)
  await person.press(/保存|Save/)
  await person.see(/支付密码已设置|The payment PIN is set/)
  await look(person, `state-${tag}-pin-set`)
}

async function emptyPlaces(person: Person, tag: string): Promise<void> {
  for (const name of ['bills', 'messages', 'safety', 'transfer']) {
    await person.page.goto(`/app/${name}`)
    await person.page.waitForFunction(() => !document.querySelector('.bone'))
    await look(person, `state-${tag}-empty-${name}`)
  }
}

async function moneyRefused(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/withdraw')
  await page.locator('#amount').fill('500')
  await page.locator('#card').fill(CARD)
  await person.press(/^(提现|Withdraw) ¥/)
  await page.locator('#pin').fill(PIN)
  await person.see('INSUFFICIENT_BALANCE')
  await look(person, `state-${tag}-insufficient`)
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill('13900137282')
  await person.press(/核对收款人|Check the payee/)
  await page.locator('#amount').fill('12.30')
  await person.press(/^(转账|Transfer) ¥/)
  await page.locator('#pin').fill('111111')
  await person.see('PIN_WRONG')
  await look(person, `state-${tag}-pin-wrong`)
}

async function topUpsThatFail(person: Person, tag: string): Promise<void> {
  const { page } = person
  for (const [cents, code] of [
    ['04', 'CHANNEL_NO_ANSWER'],
    ['03', 'CHANNEL_REJECTED'],
    ['02', 'CHANNEL_DOWN'],
  ] as const) {
    await page.goto('/app/top-up')
    await page.locator('input[type=radio]').first().waitFor()
    await page.locator('#amount').fill(`88.${cents}`)
    await person.press(/^(充值|Top up) ¥/)
    await person.see(code)
    await look(person, `state-${tag}-top-up-${cents}`)
  }
}

async function disputesAndFeedback(person: Person, tag: string): Promise<void> {
  const { page } = person
  await person.follow(/申请争议|Open a dispute/)
  await page.locator('#story').fill('银行短信说扣了，钱包里没有。')
  await look(person, `state-${tag}-dispute-new`)
  await person.press(/提交申请|Open the dispute/)
  await person.see('SHA-256')
  await look(person, `state-${tag}-dispute`)
  await page.goto('/app/feedback')
  await page.locator('#text').fill('希望账单能导出成表格。')
  await person.press(/^(提交|Send)$/)
  await person.see(/收到了|we have it/)
  await look(person, `state-${tag}-feedback`)
}

async function talks(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/chat/new')
  await person.press(/钱没到账|nothing came/)
  await look(person, `state-${tag}-chat-new`)
  await page.locator('#words').press('Enter')
  await person.see(/正在为您找客服|Finding somebody/)
  await page.locator('input[type=file]').setInputFiles({
    name: 'screen.png',
    mimeType: 'image/png',
    buffer: await page.screenshot(),
  })
  await page.locator('.lines img').waitFor()
  await look(person, `state-${tag}-chat-waiting`)
  await page.goto('/app/contact')
  await page.locator('#words').fill('充值没有到账')
  await page.locator('a[href*="/help/"]').first().waitFor()
  await look(person, `state-${tag}-search`)
}

async function signedOut(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/chat/new?topic=SIGN_IN')
  await page.locator('#words').fill('我登录不了')
  await page.locator('#words').press('Enter')
  await person.see(/正在为您找客服|Finding somebody/)
  await page.locator('input[type=file]').setInputFiles({
    name: 'screen.png',
    mimeType: 'image/png',
    buffer: Buffer.from(SCREEN, 'base64'),
  })
  await page.locator('li.customer img').first().waitFor()
  await look(person, `state-${tag}-chat-guest`)
  await page.goto('/app/forgot-password')
  await look(person, `state-${tag}-forgot-password`)
  const phone = await register(person, '李二')
  await page.context().clearCookies()
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill(phone)
  await page.locator('#password').fill('not-the-password')
  for (let tries = 0; tries < 8; tries++) {
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/v1/sessions'))
    await person.press(/^(登录|Sign in)$/)
    if ((await (await answer).text()).includes('SIGN_IN_LOCKED')) break
  }
  await person.see('SIGN_IN_LOCKED')
  await look(person, `state-${tag}-locked`)
}

async function stepUp(person: Person): Promise<void> {
  const { page } = person
  await page.goto('/app/sign-in')
  await page.locator('#phone').fill('13800137281')
  await page.locator('#password').fill('little-fox-in-the-snow')
  await person.press(/^登录$/)
  await page.waitForURL(/\/app\/$/)
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill('13900137282')
  await person.press('核对收款人')
  await page.locator('#amount').fill('1200')
  await person.press('转账 ¥')
  await page.locator('#pin').fill(PIN)
  await page.locator('#stepUpPhone').waitFor()
  await look(person, 'state-step-up')
}

/** What one member of staff sees of what another has taken. */
async function desk(browser: Browser, server: Server): Promise<void> {
  const [first, second] = [
    await Person.at(browser, server, DESKTOP),
    await Person.at(browser, server, { width: 1280, height: 800 }, 'en', 'dark'),
  ]
  await first.page.goto('/desk/')
  await first.page.locator('#username').waitFor()
  await look(first, 'state-desk-sign-in')
  for (const [person, name] of [
    [first, 'supervisor'],
    [second, 'agent'],
  ] as const) {
    await person.page.goto('/desk/')
    await person.page.locator('#username').fill(name)
    await person.page.locator('#password').fill(server.staffPassword)
    await person.press(/^(登录|Sign in)$/)
    await person.page.locator('.conversation').first().waitFor()
  }
  await look(second, 'state-desk-nothing-chosen')
  await first.page
    .locator('.conversation')
    .filter({ hasText: '钱没到账' })
    .or(first.page.locator('.conversation'))
    .first()
    .click()
  await first.press(/^接待$/)
  await first.page.locator('#reply').waitFor()
  await look(first, 'state-desk-mine')
  await second.page.locator('.holder').filter({ hasText: '刘洋' }).first().click()
  await second.page.locator('#lookReason').waitFor()
  await look(second, 'state-desk-asked-why')
  await second.page.locator('#lookReason').fill('A colleague asked for help')
  await second.page.locator('form.why').getByRole('button').click()
  await second.see(/you can leave a note/)
  await look(second, 'state-desk-of-a-colleague')
  await first.leave()
  await second.leave()
}
