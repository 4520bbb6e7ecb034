import type { Browser } from 'playwright-core'
import { atTheDesk } from '../desk'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'

const WIDE = { width: 1280, height: 900 }

/**
 * A supervisor sees a month, imports next year's holidays, changes a day and announces a peak; customers read all of it
 * in the wallet and on the site; a question that waits shows by when its answer is due.
 */
export async function hours(browser: Browser, server: Server): Promise<void> {
  const guest = await Person.at(browser, server, PHONE)
  await ask(guest)
  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await supervisor.page.setViewportSize(WIDE)
  await supervisor.see(/首次答复剩/)
  await supervisor.press(/^时限$/)
  await look(supervisor, 'hours-01-inbox-by-due')
  await supervisor.follow(/^时间/)
  await supervisor.see('服务时间')
  await supervisor.press(/^中国内地节假日与调休/)
  await supervisor.see('已公布并录入到 2026-12-31')
  await look(supervisor, 'hours-02-holidays')
  await importNextYear(supervisor)
  await changeDay(supervisor)
  await announcePeak(supervisor)
  await supervisor.press('时限')
  await supervisor.see('首次答复')
  await look(supervisor, 'hours-08-levels')

  await guest.page.goto('/app/contact')
  await guest.see('高峰预告')
  await look(guest, 'hours-09-wallet')
  await guest.page.goto('/contact')
  await guest.see('高峰预告')
  await look(guest, 'hours-10-site')
  const wang = await Person.at(browser, server, PHONE, 'en', 'dark')
  await wang.page.goto('/app/contact')
  await wang.see('Peak ahead.')
  await look(wang, 'hours-11-wallet-en')
  await wang.page.goto('/en/contact')
  await wang.see('Peak ahead')
  await look(wang, 'hours-12-site-en')
  const admin = await Person.at(browser, server, WIDE, 'en')
  await admin.page.goto('/desk/')
  await admin.page.locator('#username').fill('admin')
  await admin.page.locator('#password').fill(server.staffPassword)
  await admin.press('Sign in')
  await admin.follow(/^Hours/)
  await admin.see('Service hours')
  await look(admin, 'hours-13-desk-en')
  for (const person of [guest, supervisor, wang, admin]) await person.leave()
}

async function ask(guest: Person): Promise<void> {
  const session = await guest.page.request.post(`${guest.server.base}/api/v1/conversations`, {
    data: { topic: 'CODE', message: '收不到验证码' },
  })
  if (!session.ok()) throw new Error(await session.text())
}

async function importNextYear(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await page.getByText('导入日历文件').click()
  const days = [
    ['20270101', '20270104', '元旦（休）'],
    ['20270109', '20270110', '元旦（班）'],
  ]
  const events = days.map(
    ([from, to, name], n) =>
      `BEGIN:VEVENT\r\nUID:${n}\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\nSUMMARY:${name}\r\nEND:VEVENT\r\n`,
  )
  await page.locator('#icsFile').setInputFiles({
    name: '2027.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//ZH\r\n${events.join('')}END:VCALENDAR\r\n`,
    ),
  })
  await supervisor.press('看会改什么')
  await supervisor.see('会改 4 天')
  await page.locator('#icsReason').fill('新一年的安排')
  await look(supervisor, 'hours-03-import')
  await supervisor.press('导入')
  await supervisor.see('已导入 4 天')
}

/** By the keyboard: the day before is reached with an arrow and opened with Enter. */
async function changeDay(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.press(/^其他地区/)
  await supervisor.see('09:00-18:00')
  await page.getByRole('button', { name: '下个月' }).click()
  const [year = 0, month = 0] = new Date(Date.now() + 8 * 3600_000)
    .toISOString()
    .split('-')
    .map(Number)
  const first = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  await page.locator(`#day-${first}[tabindex="0"]`).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('#dayRule').selectOption('SHIFTS')
  await page.locator('#dayShifts').fill('10:00-12:00，14:00-16:00')
  await page.locator('#dayNameZh').fill('系统演练')
  await page.locator('#dayNameEn').fill('Drill')
  await page.locator('#dayReason').fill('年度演练')
  await look(supervisor, 'hours-04-day')
  await supervisor.press('保存')
  await supervisor.see('系统演练')
  await page.getByText('新建日历').click()
  await page.locator('#freshCode').fill('wechat')
  await page.locator('#freshChannel').fill('wechat')
  await page.locator('#freshZh').fill('微信客服')
  await page.locator('#freshEn').fill('WeChat support')
  await page.locator('#freshWeek6').fill('09:00-12:00, 22:00-02:00')
  await page.locator('#freshReason').fill('微信客服周日也在')
  await look(supervisor, 'hours-05-new')
  await page.locator('details[open]').getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: /^微信客服/ }).waitFor()
  await look(supervisor, 'hours-05-month')
}

async function announcePeak(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.press('高峰')
  const inBeijing = (ahead: number): string =>
    new Date(Date.now() + (8 + ahead) * 3600_000).toISOString().slice(0, 16)
  await page.locator('#peakStarts').fill(inBeijing(-1))
  await page.locator('#peakEnds').fill(inBeijing(30))
  await page.locator('#peakZh').fill('年末对账咨询较多。')
  await page.locator('#peakEn').fill('Many ask about year-end statements.')
  await supervisor.press('公布')
  await supervisor.see('高峰要在开始之前公布')
  await look(supervisor, 'hours-06-too-late')
  await page.locator('#peakStarts').fill(inBeijing(20))
  await supervisor.press('公布')
  await supervisor.see('未开始')
  await look(supervisor, 'hours-07-peak')
}
