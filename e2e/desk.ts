import type { Browser } from 'playwright-core'
import { DESKTOP, Person } from './browser'
import type { Server } from './server'

/** A member of staff at the desk, signed in, once there is a conversation. */
export async function atTheDesk(browser: Browser, server: Server, name: string): Promise<Person> {
  const person = await Person.at(browser, server, DESKTOP)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill(name)
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press('登录')
  await person.page.locator('.conversation').first().waitFor()
  return person
}
