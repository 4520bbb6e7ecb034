import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { openBrowser, Person, PHONE } from '../browser'
import { look } from '../look'
import { Merchant } from '../merchant'
import type { Server } from '../server'
import { filmed, png } from '../video'
import { PIN, register, topUp } from '../wallet'

const FILM = resolve('target/screenshots/order.y4m')

/**
 * A shop sells tea: its order is scanned from a picture and paid, a pay code pays at its till, a part is given back and
 * the receipt printed. What goes wrong is told: a wrong PIN, too little balance, an order paid already, a code used up.
 * Last, the camera reads an order, and says what to do where it may not look.
 */
export async function buyFromAMerchant(browser: Browser, server: Server): Promise<void> {
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const tag = `merchant-${locale}`
    const shop = Merchant.add(server, `采茗茶馆 ${locale}`)
    const buyer = await Person.at(browser, server, PHONE, locale, scheme)
    await register(buyer, '陈晓宁')
    await beforeTheName(buyer, tag)
    await topUp(buyer, '100')
    await fromAPicture(buyer, shop, tag)
    await tooExpensive(buyer, shop, tag)
    await atTheTill(buyer, shop, tag)
    await givenBack(buyer, shop, tag)
    await onPaper(buyer, tag)
    await byCamera(buyer, shop, server, locale, scheme, tag)
    await buyer.leave()
  }
}

/** What of a top-up would wait for the verified name, before and while it is typed. */
async function beforeTheName(buyer: Person, tag: string): Promise<void> {
  const { page } = buyer
  await page.goto('/app/top-up')
  await buyer.see(/还可以付款或提现 ¥1,000|¥1,000\.00 can still be paid/)
  await look(buyer, `${tag}-01-top-up`)
  await page.locator('#amount').fill('1300')
  await buyer.see(/¥300\.00 要等完成实名|¥300\.00 would wait/)
  await look(buyer, `${tag}-02-would-wait`)
  await page.locator('#amount').fill('10000.5')
  await buyer.see(/最多放 ¥10,000|holds ¥10,000/)
  await page.locator('input[type=radio]').first().waitFor()
  await buyer.press(/^(充值|Top up) ¥/)
  await buyer.see('REAL_NAME_REQUIRED')
  await look(buyer, `${tag}-03-too-much`)
}

async function fromAPicture(buyer: Person, shop: Merchant, tag: string): Promise<void> {
  const { page } = buyer
  const order = (await shop.order(`${tag}-1`, '36.50')).body
  await page.goto('/app/scan')
  await page.locator('input[type=file]').setInputFiles({
    name: 'order.png',
    mimeType: 'image/png',
    buffer: await png(page, order.payQr),
  })
  await buyer.see('茉莉花茶')
  await look(buyer, `${tag}-04-order`)
  await buyer.press(/^(付款|Pay) ¥36\.50/)
  await page.locator('#pin').fill('271828')
  await buyer.see('PIN_WRONG')
  await look(buyer, `${tag}-05-wrong-pin`)
  await page.locator('#pin').fill(PIN)
  await page.waitForURL(/fresh/)
  await buyer.see('茉莉花茶')
  await look(buyer, `${tag}-06-paid`)
  await page.goto(order.payUrl)
  await buyer.see(/采茗茶馆/)
  await look(buyer, `${tag}-07-paid-already`)
}

async function tooExpensive(buyer: Person, shop: Merchant, tag: string): Promise<void> {
  const { page } = buyer
  await page.goto((await shop.order(`${tag}-2`, '900.00')).body.payUrl)
  await buyer.press(/^(付款|Pay) ¥900/)
  await page.locator('#pin').fill(PIN)
  await buyer.see('INSUFFICIENT_BALANCE')
  await look(buyer, `${tag}-08-too-little`)
}

/** The till reads the digits; the next code is another one, and the one that was used pays nothing more. */
async function atTheTill(buyer: Person, shop: Merchant, tag: string): Promise<void> {
  const { page } = buyer
  await page.goto('/app/collect')
  await page.getByRole('tab', { name: /付款|Pay/ }).click()
  await page.locator('#payCodePin').fill(PIN)
  const digits = page.locator('.digits')
  await digits.waitFor()
  const code = (await digits.innerText()).replace(/\D/g, '')
  await look(buyer, `${tag}-09-pay-code`)
  const paid = await shop.order(`${tag}-3`, '12.00', code)
  assert.equal(paid.body.state, 'PAID', JSON.stringify(paid.body))
  const until = Date.now() + 10_000
  while ((await digits.innerText()).replace(/\D/g, '') === code) {
    assert.ok(Date.now() < until, 'the code stays the same')
    await page.waitForTimeout(100)
  }
  const dear = (await digits.innerText()).replace(/\D/g, '')
  const refused = await shop.order(`${tag}-6`, '900.00', dear)
  assert.equal(refused.body.code, 'PAY_CODE_REFUSED')
  await buyer.see('INSUFFICIENT_BALANCE')
  await look(buyer, `${tag}-15-code-refused`)
  const again = await shop.order(`${tag}-4`, '12.00', code)
  assert.equal(again.body.code, 'PAY_CODE_INVALID')
}

async function givenBack(buyer: Person, shop: Merchant, tag: string): Promise<void> {
  const { page } = buyer
  const refund = await shop.refund(`${tag}-1`, '10.00')
  assert.equal(refund.body.refunded.amount, '10.00', JSON.stringify(refund.body))
  assert.equal((await shop.refund(`${tag}-3`, '99.00')).body.code, 'ALREADY_GIVEN_BACK')
  await page.goto('/app/bills')
  await buyer.see(/\+¥?10\.00/)
  await look(buyer, `${tag}-10-bills`)
}

async function onPaper(buyer: Person, tag: string): Promise<void> {
  const { page } = buyer
  await page.locator('a', { hasText: '36.50' }).first().click()
  await buyer.see(/商家退款 ¥10\.00|¥10\.00 refunded by the merchant/)
  await buyer.follow(/收据|Receipt/)
  await buyer.see(/账本编号|Posting/)
  await buyer.see(/^(已退回|Refunded)$/)
  await look(buyer, `${tag}-11-receipt`)
  const pdf = await page.pdf({ path: `target/screenshots/${tag}-receipt.pdf`, format: 'A4' })
  assert.ok(pdf.length > 5_000, 'the receipt on paper is empty')
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.noPrint').isVisible(), false)
  await buyer.shot(`${tag}-12-on-paper`)
  await page.emulateMedia({ media: 'screen' })
}

/** In a browser of its own, whose camera looks at the order all the time. */
async function byCamera(
  buyer: Person,
  shop: Merchant,
  server: Server,
  locale: string,
  scheme: 'light' | 'dark',
  tag: string,
): Promise<void> {
  const order = (await shop.order(`${tag}-5`, '6.60')).body
  await filmed(buyer.page, order.payQr, FILM)
  const cookies = await buyer.context.cookies()
  const browser = await openBrowser([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${FILM}`,
  ])
  try {
    const forbidden = await Person.at(browser, server, PHONE, locale, scheme)
    await forbidden.context.addCookies(cookies)
    await forbidden.page.goto('/app/scan')
    await forbidden.see(/从图片识别|Read from a picture/)
    await forbidden.page.getByRole('alert').first().waitFor()
    await look(forbidden, `${tag}-13-camera-forbidden`)
    await forbidden.leave()
    const allowed = await Person.at(browser, server, PHONE, locale, scheme)
    await allowed.context.addCookies(cookies)
    await allowed.context.grantPermissions(['camera'])
    await allowed.page.goto('/app/scan')
    await allowed.page.waitForURL(/\/app\/pay\//)
    await allowed.see('茉莉花茶')
    await look(allowed, `${tag}-14-read-by-camera`)
    await allowed.press(/^(付款|Pay) ¥6\.60/)
    await allowed.page.locator('#pin').fill(PIN)
    await allowed.page.waitForURL(/fresh/)
    await allowed.leave()
  } finally {
    await browser.close()
  }
}
