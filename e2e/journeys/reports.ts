import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { DESKTOP, Person } from '../browser'
import { look } from '../look'
import type { Server } from '../server'

/** A supervisor reads what support did, for other periods, as a file, and the complaints of the year. */
export async function reports(browser: Browser, server: Server): Promise<void> {
  const supervisor = await Person.at(browser, server, DESKTOP)
  const { page } = supervisor
  await page.goto('/desk/')
  await page.locator('#username').fill('supervisor')
  await page.locator('#password').fill(server.staffPassword)
  await supervisor.press('登录')
  await supervisor.follow('报表')
  await supervisor.see('每天的量')
  await page.locator('.chart canvas').first().waitFor()
  await look(supervisor, 'reports-01')
  await supervisor.press('近 7 天')
  await supervisor.see('客服')
  await page.locator('main').evaluate((main) => main.scrollTo({ top: main.scrollHeight }))
  await look(supervisor, 'reports-02-below')
  const download = page.waitForEvent('download')
  await supervisor.follow('导出 CSV')
  assert.match((await download).suggestedFilename(), /^support-days-.*\.csv$/)
  await page.locator('#reportFrom').fill('2020-01-01')
  await supervisor.press('查看')
  await page.locator('.failure').waitFor()
  await look(supervisor, 'reports-03-too-long')
  await supervisor.press('投诉披露')
  await supervisor.see('每年一月公布')
  await look(supervisor, 'reports-04-complaints')
  await supervisor.press('EN')
  await supervisor.see('Published each January')
  await supervisor.press('Support')
  await look(supervisor, 'reports-05-en')
  await supervisor.leave()
}
