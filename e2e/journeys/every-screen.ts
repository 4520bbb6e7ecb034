import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'

const WALLET: Record<string, string> = {
  home: '/app/',
  'top-up': '/app/top-up',
  withdraw: '/app/withdraw',
  transfer: '/app/transfer',
  collect: '/app/collect',
  scan: '/app/scan',
  requests: '/app/requests',
  bills: '/app/bills',
  messages: '/app/messages',
  me: '/app/me',
  pin: '/app/settings/pin',
  safety: '/app/safety',
  phone: '/app/settings/phone',
  'prove-number': '/app/prove-number',
  phrase: '/app/settings/phrase',
  'second-factor': '/app/settings/second-factor',
  passkeys: '/app/settings/passkeys',
  limits: '/app/limits',
  verification: '/app/verification',
  cards: '/app/settings/cards',
  contact: '/app/contact',
  verify: '/app/verify',
  feedback: '/app/feedback',
  article: '/app/help/top-up-not-arrived',
  chat: '/app/chat/new',
}
const SITE: Record<string, string> = {
  home: '/',
  help: '/help',
  article: '/help/top-up-not-arrived',
  contact: '/contact',
  verify: '/verify',
  'verify-statement': '/verify-statement',
  status: '/status',
  policies: '/policies',
  'not-found': '/nowhere',
}

/** Every screen, in both languages, on both sizes, light and dark: nothing missing, nothing cut off, no complaint. */
export async function everyScreen(browser: Browser, server: Server): Promise<void> {
  for (const [size, viewport] of [
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const) {
    for (const [locale, scheme] of [
      ['zh-CN', 'light'],
      ['en', 'dark'],
    ] as const) {
      const person = await Person.at(browser, server, viewport, locale, scheme)
      await signIn(person)
      for (const [name, path] of Object.entries(WALLET)) {
        await visit(person, path, `screen-${size}-${locale}-wallet-${name}`)
      }
      for (const [name, path] of Object.entries(SITE)) {
        const there = locale === 'en' ? `/en${path === '/' ? '' : path}` : path
        await visit(person, there, `screen-${size}-${locale}-site-${name}`)
      }
      await person.leave()
    }
  }
}

async function signIn(person: Person): Promise<void> {
  await person.page.goto('/app/sign-in')
  await person.page.locator('#phone').fill('13800137281')
  await person.page.locator('#password').fill('little-fox-in-the-snow')
  await person.press(/^(登录|Sign in)$/)
  await person.page.waitForURL(/\/app\/$/)
}

async function visit(person: Person, path: string, shot: string): Promise<void> {
  const { page } = person
  await page.goto(path)
  await page.locator('main').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.bone'))
  await look(person, shot)
}
