import { newPhone, type Person } from './browser'

export const PASSWORD = 'a-long-enough-passphrase'
export const PIN = '314159'

/** Registers on the wallet's own screens and sets the payment PIN; gives the phone. */
export async function register(person: Person, name: string): Promise<string> {
  const { page } = person
  const phone = newPhone()
  await page.goto('/app/register')
  await page.locator('#phone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await page.locator('#code-REGISTER').fill(await person.codeFor(phone))
  await page.locator('#displayName').fill(name)
  await page.locator('#password').fill(PASSWORD)
  await page.getByRole('checkbox').check()
  await person.press(/^(注册|Register)$/)
  await page.locator('#new').waitFor()
  await page.locator('#new').fill(PIN)
  await page.locator('#again').fill(PIN)
  await person.press(/保存|Save/)
  await person.see(/支付密码已设置|The payment PIN is set/)
  return phone
}

/** Tops up on the wallet's screens and waits until it is final. */
export async function topUp(person: Person, amount: string): Promise<void> {
  const { page } = person
  await page.goto('/app/top-up')
  await page.locator('input[type=radio]').first().waitFor()
  await page.locator('#amount').fill(amount)
  await person.press(/^(充值|Top up) ¥/)
  await page
    .getByRole('status')
    .filter({ hasText: /已完成|没有成功|Done|did not succeed/ })
    .waitFor()
}

/** The code to confirm with; the text that registered may still be the latest one. */
export async function confirmation(person: Person, phone: string): Promise<string> {
  const until = Date.now() + 10_000
  while (Date.now() < until) {
    const answer = await person.context.request.get(`/demo/outbox?to=${phone}`)
    const body = (await answer.json()) as { items: { text: string }[] }
    const code = /(?:确认验证码|confirmation code is) (\d{6})/.exec(body.items[0]?.text ?? '')?.[1]
    if (code) return code
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error(`no confirmation came for ${phone}`)
}
