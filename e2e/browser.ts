import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core'
import type { Server } from './server'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const SHOTS = 'target/screenshots'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

/**
 * @param more flags for a journey that needs a browser of its own
 */
export async function openBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place))
  if (!executablePath) throw new Error('no Chromium was found; ./xiaohu test installs one')
  mkdirSync(SHOTS, { recursive: true })
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}

/** Somebody at a screen. What goes wrong in the page's console is kept, and is a failure of the journey. */
export class Person {
  readonly complaints: string[] = []
  private readonly underWay = new Set<Request>()

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly server: Server,
  ) {}

  static async at(
    browser: Browser,
    server: Server,
    viewport: { width: number; height: number },
    locale = 'zh-CN',
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport,
      locale,
      colorScheme,
      baseURL: server.base,
      timezoneId: 'Asia/Shanghai',
    })
    context.setDefaultTimeout(45_000)
    const person = new Person(context, await context.newPage(), server)
    person.page.on('console', (message) => {
      const text = message.text()
      // A refused call is part of many stories; the browser mentions each one.
      if (message.type() === 'error' && !text.includes('Failed to load resource')) {
        person.complaints.push(text)
      }
    })
    person.page.on('request', (request) => {
      // Live events never end.
      if (request.resourceType() !== 'eventsource') person.underWay.add(request)
    })
    person.page.on('requestfinished', (request) => person.underWay.delete(request))
    person.page.on('requestfailed', (request) => person.underWay.delete(request))
    person.page.on('pageerror', (error) => person.complaints.push(String(error)))
    return person
  }

  async see(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor()
  }

  /** Like a hand, waits until the page stands still: what moves under the pointer is missed. */
  async press(name: string | RegExp): Promise<void> {
    await this.settled(700)
    await this.page.getByRole('button', { name }).first().click()
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.settled(700)
    await this.page.getByRole('link', { name }).first().click()
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByLabel(label).first().fill(text)
  }

  async shot(name: string): Promise<void> {
    await this.settled()
    await this.page.screenshot({ path: `${SHOTS}/${name}.png` })
  }

  /** Waits until the page has all it asked for, has drawn it and no longer moves; for so long at most. */
  private async settled(atMost = 2_000): Promise<void> {
    const until = Date.now() + atMost
    let quiet = 0
    while (quiet < 2 && Date.now() < until) {
      const still = await this.page.evaluate(
        () =>
          new Promise<boolean>((drawn) =>
            requestAnimationFrame(() =>
              setTimeout(() =>
                drawn(
                  !document.querySelector('.bone') &&
                    [...document.images].every((image) => image.complete) &&
                    document
                      .getAnimations()
                      .filter((one) => one.playState === 'running')
                      .every((one) => one.effect?.getComputedTiming().endTime === Infinity),
                ),
              ),
            ),
          ),
      )
      quiet = still && this.underWay.size === 0 ? quiet + 1 : 0
      if (quiet < 2) await new Promise((wake) => setTimeout(wake, 25))
    }
  }

  /** The six digits of the latest text to a phone, once it is the one that says so. */
  async codeFor(phone: string, saying = /./): Promise<string> {
    const until = Date.now() + 10_000
    while (Date.now() < until) {
      const answer = await this.context.request.get(`/demo/outbox?to=${phone}`)
      const body = (await answer.json()) as { items: { text: string }[] }
      const text = body.items[0]?.text ?? ''
      const code = /\b(\d{6})\b/.exec(text)?.[1]
      if (code && saying.test(text)) return code
      await new Promise((wake) => setTimeout(wake, 100))
    }
    throw new Error(`no text came for ${phone}`)
  }

  async leave(): Promise<void> {
    assert.deepEqual(this.complaints, [], 'the page complained')
    await this.context.close()
  }
}

let next = 0
const first = Math.floor(Math.random() * 80_000_000) + 10_000_000

/** A mobile number nobody in this run has. */
export function newPhone(): string {
  next += 1
  return `139${String(first + next)}`
}
