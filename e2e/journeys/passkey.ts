import assert from 'node:assert/strict'
import type { Browser, CDPSession } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PIN, register, topUp } from '../wallet'

const LARGE = '1200'

/**
 * Somebody adds a passkey, signs in with it, confirms a large payment and another PIN with it, and
 * removes it; and reads why it cannot be used at an address.
 */
export async function passkey(browser: Browser, server: Server): Promise<void> {
  for (const [locale, scheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    const person = await Person.at(browser, server, PHONE, locale, scheme)
    await story(person, locale)
    await person.leave()
  }
}

/** A phone's own authenticator, whose owner always looks at it when asked. */
class Device {
  private constructor(
    private readonly session: CDPSession,
    private readonly id: string,
  ) {}

  static async of(person: Person): Promise<Device> {
    const session = await person.context.newCDPSession(person.page)
    await session.send('WebAuthn.enable')
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return new Device(session, authenticatorId)
  }

  /** A finger that is not its owner's: the dialogue ends as if it had been closed. */
  async refuse(yes: boolean): Promise<void> {
    await this.session.send('WebAuthn.setUserVerified', {
      authenticatorId: this.id,
      isUserVerified: !yes,
    })
  }
}

async function story(person: Person, tag: string): Promise<void> {
  const { page } = person
  const phone = await register(person, '沈通')
  const device = await Device.of(person)
  await add(person, device, phone, tag)

  await page.context().clearCookies()
  await page.goto('/app/sign-in')
  await look(person, `passkey-${tag}-sign-in`)
  await device.refuse(true)
  await person.press(/用通行密钥登录|Sign in with a passkey/)
  await person.see(/没有完成|was not completed/)
  await look(person, `passkey-${tag}-sign-in-closed`)
  await device.refuse(false)
  await person.press(/用通行密钥登录|Sign in with a passkey/)
  await page.waitForURL(/\/app\/$/)

  await pay(person, device, tag)
  await changePin(person, tag)
  await remove(person, tag)

  await page.context().clearCookies()
  await page.goto('/app/sign-in')
  await person.press(/用通行密钥登录|Sign in with a passkey/)
  await person.see('PASSKEY_WRONG')
  await look(person, `passkey-${tag}-wrong`)
}

async function add(person: Person, device: Device, phone: string, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/safety')
  await person.follow(/通行密钥|Passkeys/)
  await person.see(/还没有通行密钥|No passkeys yet/)
  await look(person, `passkey-${tag}-none`)
  await person.press(/添加通行密钥|Add a passkey/)
  await page.locator('#label').fill(tag === 'en' ? 'My phone' : '我的手机')
  await look(person, `passkey-${tag}-name`)
  await person.press(/^(继续|Continue)$/)
  await page.locator('#stepUpPhone').fill(phone)
  await person.press(/获取验证码|Get a code/)
  await look(person, `passkey-${tag}-confirm`)
  await device.refuse(true)
  await page.locator('#code-STEP_UP').fill(await person.codeFor(phone, /确认验证码|confirmation/))
  await person.see(/没有完成|was not completed/)
  await look(person, `passkey-${tag}-closed`)
  await device.refuse(false)
  await person.press(/再试一次|Try again/)
  await person.see(/已添加，|was added/)
  await person.see(/还没用过|Not used yet/)
  await look(person, `passkey-${tag}-added`)
}

/** A newcomer's account may not pay so much in all; what matters is that the confirmation passed. */
async function pay(person: Person, device: Device, tag: string): Promise<void> {
  const { page } = person
  await topUp(person, '1300')
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill('13900137282')
  await person.press(/核对收款人|Check the payee/)
  await page.locator('#amount').fill(LARGE)
  await person.press(/^(转账|Send|Transfer) ¥/)
  await page.locator('#pin').fill(PIN)
  await page.locator('#stepUpPasskey').waitFor()
  await look(person, `passkey-${tag}-pay`)
  const focused = await page.evaluate(() => document.activeElement?.id)
  assert.equal(focused, 'stepUpPasskey', 'what is to be done next has the focus')
  await person.press(/换一种方式|another way/)
  await page.locator('#stepUpPhone').waitFor()
  await look(person, `passkey-${tag}-pay-text`)
  await person.press(/改用通行密钥|Use a passkey/)
  await device.refuse(true)
  await page.locator('#stepUpPasskey').click()
  await person.see(/没有完成|was not completed/)
  await look(person, `passkey-${tag}-pay-closed`)
  await device.refuse(false)
  await page.locator('#stepUpPasskey').click()
  await person.see('CLASS_LIMIT')
}

/** A passkey just added does not take the place of the PIN yet: whoever has but the phone could have added it. */
async function changePin(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/settings/pin')
  await person.see(/添加满一天后|from a day after/)
  await look(person, `passkey-${tag}-pin`)
  await page.locator('#current').fill(PIN)
  await page.locator('#new').fill('271828')
  await page.locator('#again').fill('271828')
  await person.press(/^(保存|Save)$/)
  await person.see(/支付密码已设置|The payment PIN is set/)
}

async function remove(person: Person, tag: string): Promise<void> {
  const { page } = person
  await page.goto('/app/settings/passkeys')
  await person.see(/最近使用|Last used/)
  await person.press(/^(移除|Remove)$/)
  await look(person, `passkey-${tag}-remove`)
  await person.press(/^(移除|Remove)$/)
  await page.locator('#stepUpPasskey').waitFor()
  await look(person, `passkey-${tag}-remove-confirm`)
  await page.locator('#stepUpPasskey').click()
  await person.see(/已移除|was removed/)
  await page.goto('/app/safety')
  await person.see(/移除通行密钥|Passkey removed/)
  await look(person, `passkey-${tag}-safety`)
  await elsewhere(person, tag)
}

/** The same server, opened by its address. */
async function elsewhere(person: Person, tag: string): Promise<void> {
  const { page } = person
  const address = person.server.base.replace('localhost', '127.0.0.1')
  const session = (await page.context().cookies()).find((one) => one.name === 'xiaohu_session')
  assert.ok(session, 'somebody is signed in')
  await page.context().addCookies([{ name: session.name, value: session.value, url: address }])
  await page.goto(`${address}/app/settings/passkeys`)
  await person.see(/用 IP 地址打开|by an IP address/)
  await look(person, `passkey-${tag}-address`)
  await page.goto('/app/')
}
