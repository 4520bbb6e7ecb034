import type { Browser } from 'playwright-core'
import { DESKTOP, Person } from './browser'
import type { Server } from './server'

/** A member of staff at the desk, signed in, once there is a conversation. */
export async function atTheDesk(
  browser: Browser,
  server: Server,
  name: string,
  locale = 'zh-CN',
): Promise<Person> {
  const person = await signedIn(browser, server, name, locale)
  await person.page.locator('.conversation').first().waitFor()
  return person
}

/** A member of staff at their first place, whatever that is. */
export async function signedIn(
  browser: Browser,
  server: Server,
  name: string,
  locale = 'zh-CN',
): Promise<Person> {
  const person = await Person.at(browser, server, DESKTOP, locale)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill(name)
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press(/^(登录|Sign in)$/)
  await person.page.locator('.rail').waitFor()
  return person
}

/** Somebody without an account asks, through the API; gives the conversation's id. */
export async function guestAsks(
  browser: Browser,
  server: Server,
  message: string,
): Promise<string> {
  const context = await browser.newContext()
  const answer = await context.request.post(`${server.base}/api/v1/conversations`, {
    data: { topic: 'OTHER', message },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  const { id } = (await answer.json()) as { id: string }
  await context.close()
  return id
}
