import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { newPhone, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PASSWORD, PIN, register, topUp } from '../wallet'

/**
 * Money sent to a number nobody has registered waits, is told by text, arrives when its owner registers, and is given
 * back by them; another one is taken back by its payer. What is sent again after a lost answer is paid once.
 */
export async function transferToSomebodyNew(browser: Browser, server: Server): Promise<void> {
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const payer = await Person.at(browser, server, PHONE, locale, scheme)
    const newcomer = await Person.at(browser, server, PHONE, locale, scheme)
    await waits(payer, newcomer, `newcomer-${locale}`)
    await payer.leave()
    await newcomer.leave()
  }
}

async function waits(payer: Person, newcomer: Person, tag: string): Promise<void> {
  const { page } = payer
  const phone = newPhone()
  await register(payer, '陈晓宁')
  await topUp(payer, '100')
  await send(payer, phone, '36.5', tag)
  await payer.see(/等对方注册|Waiting for the payee/)
  await look(payer, `${tag}-03-waits`)
  const waiting = page.url()
  await page.goto('/app/')
  await payer.see(/36\.50/)
  await look(payer, `${tag}-04-home`)
  await text(newcomer, phone)
  await registerWith(newcomer, phone)
  await newcomer.page.goto('/app/')
  await newcomer.see(/收到 陈|From 陈/)
  await look(newcomer, `${tag}-05-arrived`)
  await page.goto(waiting)
  await payer.see(/对方已注册并收到|registered and received/)
  await look(payer, `${tag}-06-payer-sees`)
  await payer.follow(/收据|Receipt/)
  await payer.see(/账本编号|Posting/)
  await look(payer, `${tag}-07-receipt`)
  await giveBack(newcomer, tag)
  await cancel(payer, tag)
  await losesAnswers(payer, phone, tag)
}

async function send(person: Person, phone: string, amount: string, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill(phone)
  await person.press(/核对收款人|Check/)
  await person.see(/对方还没有注册|Not registered yet/)
  await look(person, `${tag}-01-not-registered`)
  await page.locator('#amount').fill(amount)
  await person.press(/^(转账|Transfer) ¥/)
  await page.locator('#pin').waitFor()
  await look(person, `${tag}-02-pin`)
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/\/app\/bills\/.*fresh/)
}

/** What the phone's owner reads: from whom, and not how much. */
async function text(person: Person, phone: string): Promise<void> {
  const until = Date.now() + 10_000
  while (Date.now() < until) {
    const answer = await person.context.request.get(`/demo/outbox?to=${phone}`)
    const body = (await answer.json()) as { items: { text: string }[] }
    const said = body.items[0]?.text
    if (said) {
      assert.match(said, /陈\*\*/)
      assert.doesNotMatch(said, /36\.5|晓宁/)
      return
    }
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error('the phone was told nothing')
}

async function registerWith(person: Person, phone: string): Promise<void> {
  const { page } = person
  await page.goto('/app/register')
  await page.locator('#phone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await page.locator('#code-REGISTER').fill(await person.codeFor(phone))
  await page.locator('#displayName').fill('林小满')
  await page.locator('#password').fill(PASSWORD)
  await page.getByRole('checkbox').check()
  await person.press(/^(注册|Register)$/)
  await page.locator('#new').fill(PIN)
  await page.locator('#again').fill(PIN)
  await person.press(/保存|Save/)
  await person.see(/支付密码已设置|The payment PIN is set/)
}

async function giveBack(person: Person, tag: string): Promise<void> {
  const { page } = person
  await person.follow(/收到 陈|From 陈/)
  await person.see(/退回给对方|Give it back/)
  await look(person, `${tag}-08-received`)
  await person.press(/退回给对方|Give it back/)
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/fresh/)
  await person.see(/退回给 陈|Given back to 陈/)
  await look(person, `${tag}-09-given-back`)
  await page.goBack()
}

async function cancel(person: Person, tag: string): Promise<void> {
  const { page } = person
  await send(person, newPhone(), '20', `${tag}-again`)
  await person.press(/撤回这笔转账|Take it back/)
  await person.see(/钱马上回到您的余额|in your balance again at once/)
  await look(person, `${tag}-10-sure`)
  await person.press(/撤回这笔转账|Take it back/)
  await person.see(/转账已撤回|was taken back/)
  await look(person, `${tag}-11-taken-back`)
  await page.goto('/app/')
  await person.see('¥100.00').catch(() => person.see('100'))
  await look(person, `${tag}-12-home`)
}

/** The server pays and its answer is lost, twice: once the sheet is closed, once the page is loaded anew. */
async function losesAnswers(person: Person, phone: string, tag: string): Promise<void> {
  const { page } = person
  let lost = 0
  await page.route('**/api/v1/transfers', async (route) => {
    lost += 1
    if (lost > 2) return route.continue()
    const answer = await route.fetch()
    assert.equal(answer.status(), 201)
    return route.abort()
  })
  await fillIn(person, phone)
  await page.locator('#pin').fill(PIN)
  await person.see('NETWORK')
  await look(person, `${tag}-13-no-answer`)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(取消|Cancel)$/ })
    .click()
  await page.locator('#pin').waitFor({ state: 'hidden' })
  await person.press(/^(转账|Transfer) ¥5/)
  await page.locator('#pin').fill(PIN)
  await person.see('NETWORK')
  await fillIn(person, phone)
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/\/app\/bills\/.*fresh/)
  await page.unroute('**/api/v1/transfers')
  assert.equal(lost, 3)
  const [balances, bills] = await Promise.all(
    ['balances', 'movements?kind=TRANSFER_OUT'].map(async (what) => {
      const answer = await person.context.request.get(`/api/v1/${what}`)
      return ((await answer.json()) as { items: Record<string, { amount: string }>[] }).items
    }),
  )
  assert.equal(balances?.[0]?.total?.amount, '95.00')
  assert.equal(bills?.filter((bill) => bill.amount?.amount === '-5.00').length, 1)
}

async function fillIn(person: Person, phone: string): Promise<void> {
  const { page } = person
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill(phone)
  await person.press(/核对收款人|Check/)
  await person.see(/转给 林|To 林|Send to 林/)
  await page.locator('#amount').fill('5')
  await person.press(/^(转账|Transfer) ¥5/)
}

/**
 * A collect code is scanned from a picture by somebody else and paid; a code of somebody else's is shown, not followed;
 * a request is paid and one is declined; a pay code is shown.
 */
export async function collectAndPay(browser: Browser, server: Server): Promise<void> {
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const payee = await Person.at(browser, server, PHONE, locale, scheme)
    const payer = await Person.at(browser, server, PHONE, locale, scheme)
    const tag = `collect-${locale}`
    const payeePhone = await register(payee, '林小满')
    const payerPhone = await register(payer, '陈晓宁')
    await topUp(payer, '100')
    await byCode(payee, payer, tag)
    await byRequest(payee, payer, payerPhone, tag)
    await payCode(payer, tag)
    assert.notEqual(payeePhone, payerPhone)
    await payee.leave()
    await payer.leave()
  }
}

async function byCode(payee: Person, payer: Person, tag: string): Promise<void> {
  await payee.page.goto('/app/')
  await payee.follow(/收付款|QR pay/)
  const code = payee.page.locator('main img')
  await code.waitFor()
  await look(payee, `${tag}-01-code`)
  await payee.press(/设置金额|Set an amount/)
  await payee.page.locator('#amount').fill('8.8')
  await payee.page.locator('#why').fill('奶茶')
  await payee.press(/生成收款码|Make the code/)
  await payee.see('¥8.80')
  await look(payee, `${tag}-02-with-amount`)
  const picture = await code.screenshot()

  const { page } = payer
  await page.goto('/app/scan')
  await payer.see(/从图片识别|Read from a picture/)
  await payer.see(/摄像头|camera/)
  await look(payer, `${tag}-03-scan`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'nothing.png',
    mimeType: 'image/png',
    buffer: await page.screenshot(),
  })
  await payer.see(/没有找到二维码|No QR code was found/)
  await look(payer, `${tag}-04-nothing`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture })
  await payer.see(/付给 林|Pay 林/)
  await look(payer, `${tag}-05-pay`)
  await payer.press(/^(付款|Pay) ¥8\.80/)
  await page.locator('#pin').fill('271828')
  await payer.see('PIN_WRONG')
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/fresh/)
  await payer.see('奶茶')
  await look(payer, `${tag}-06-paid`)
  await payee.see(/收到一笔钱|Money came in/)
  await look(payee, `${tag}-07-received`)
}

async function byRequest(
  payee: Person,
  payer: Person,
  payerPhone: string,
  tag: string,
): Promise<void> {
  for (const amount of ['30', '1']) {
    await payee.page.goto('/app/requests')
    await payee.page.locator('#fromPhone').fill(payerPhone)
    await payee.page.locator('#amount').fill(amount)
    await payee.press(/^(发出请求|Ask)$/)
    await payee.see(`¥${amount}.00`)
  }
  await look(payee, `${tag}-08-asked`)
  const { page } = payer
  await page.goto('/app/requests')
  await payer.see(/林\*\* (请您付|asks you)/)
  await look(payer, `${tag}-09-requests`)
  await payer.press(/谢绝|Decline/)
  await payer.see(/已谢绝|Declined/)
  await payer.press(/^(付款|Pay)$/)
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/fresh/)
  await payee.see(/已付款|Paid/)
  await look(payee, `${tag}-10-paid`)
}

async function payCode(person: Person, tag: string): Promise<void> {
  await person.page.goto('/app/collect')
  await person.page.getByRole('tab', { name: /付款|Pay/ }).click()
  await look(person, `${tag}-11-pay-code-hidden`)
  await person.page.locator('#payCodePin').fill('271828')
  await person.see('PIN_WRONG')
  await look(person, `${tag}-11-wrong-pin`)
  await person.page.locator('#payCodePin').fill(PIN)
  await person.see(/秒后自动更换|A new one in/)
  await look(person, `${tag}-12-pay-code`)
}
