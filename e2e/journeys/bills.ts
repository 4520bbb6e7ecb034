import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { PIN, register, topUp } from '../wallet'

const FILES = 'target/screenshots'

/**
 * Somebody finds a payment among their bills, looks at the month, writes a note, finds it again by it, exports the month
 * both ways and has the document checked on the site, which also tells the one that was changed.
 */
export async function bills(browser: Browser, server: Server): Promise<void> {
  for (const language of ['zh-CN', 'en'] as const) {
    const tag = `bills-${language}`
    const friend = await Person.at(browser, server, PHONE, language)
    const phone = await register(friend, '何雨')
    const light = language === 'en' ? 'dark' : 'light'
    const lin = await Person.at(browser, server, PHONE, language, light)
    await register(lin, '林小满')
    await topUp(lin, '200')
    await topUp(lin, '5.03')
    await pay(lin, phone, '36.5')
    await pay(lin, phone, '12')
    await find(lin, tag)
    await lookAtTheMonth(lin, tag)
    await writeANote(lin, tag)
    await exportAndCheck(lin, tag)
    for (const person of [friend, lin]) await person.leave()
  }
}

async function pay(lin: Person, phone: string, amount: string): Promise<void> {
  const { page } = lin
  await page.goto('/app/transfer')
  await page.locator('#toPhone').fill(phone)
  await lin.press(/核对收款人|Check/)
  await page.locator('#amount').fill(amount)
  await lin.press(/^(转账|Transfer) ¥/)
  await page.locator('#pin').fill(PIN)
  await lin.see(/已完成|Done/)
}

async function find(lin: Person, tag: string): Promise<void> {
  const { page } = lin
  await page.goto('/app/bills')
  await lin.see('36.50')
  await page.locator('canvas').waitFor()
  await page.waitForTimeout(1200)
  await look(lin, `${tag}-01-all`)
  await lin.press(/^(筛选|Filter)$/)
  await page.locator('#person').fill('何')
  await page.getByLabel(/^(最小|Smallest)$/).fill('20')
  await look(lin, `${tag}-02-filter`)
  await lin.press(/^(查看|Show)$/)
  await lin.see('36.50')
  await page.getByText('12.00').waitFor({ state: 'detached' })
  await look(lin, `${tag}-03-chips`)
  await page.locator('#words').fill('nowhere')
  await lin.see(/放宽一点试试|Look wider/)
  await look(lin, `${tag}-04-none`)
  await lin.press(/清除全部条件|Take all away/)
  await lin.press(/^(失败|Failed)$/)
  await lin.see('5.03')
  await page.getByText('36.50').waitFor({ state: 'detached' })
  await lin.press(/^(全部|All)$/)
}

async function lookAtTheMonth(lin: Person, tag: string): Promise<void> {
  const { page } = lin
  await lin.press(/按类型|By kind/)
  await page.waitForTimeout(1200)
  await look(lin, `${tag}-05-kinds`)
  await lin.press(/看表格|As a table/)
  await look(lin, `${tag}-06-table`)
  await lin.press(/上个月|Month before/)
  await lin.see(/这个月没有进出|Nothing came or went/)
}

async function writeANote(lin: Person, tag: string): Promise<void> {
  const { page } = lin
  await page.getByRole('link', { name: /36\.50/ }).click()
  await lin.press(/写备注|Write a note/)
  await page.locator('#note').fill('房租押金 deposit')
  await lin.press(/^(保存|Save)$/)
  await lin.see(/您的备注：房租押金|Your note: 房租押金/)
  await look(lin, `${tag}-07-note`)
  await page.goto('/app/bills')
  await page.locator('#words').fill('deposit')
  await page.getByText('12.00').waitFor({ state: 'detached' })
  await lin.see('36.50')
}

async function exportAndCheck(lin: Person, tag: string): Promise<void> {
  const { page } = lin
  await page.goto('/app/bills/statement')
  await look(lin, `${tag}-08-export`)
  const csv = await exported(lin, /CSV/, join(FILES, `${tag}.csv`))
  assert.match(readFileSync(csv, 'utf8'), /^\uFEFF(时间|Time),[\s\S]*房租押金/)
  const pdf = await exported(lin, /PDF/, join(FILES, `${tag}.pdf`))
  await look(lin, `${tag}-09-exported`)
  await lin.follow(/核验一份对账单|Check a statement/)
  await check(lin, pdf, /^(真实|Genuine)$/)
  await look(lin, `${tag}-10-genuine`)
  const bytes = readFileSync(pdf)
  const middle = Math.floor(bytes.length / 3)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(`${pdf}.changed.pdf`, bytes)
  await check(lin, `${pdf}.changed.pdf`, /^(被改动过|Altered)$/)
  await look(lin, `${tag}-11-altered`)
}

async function exported(lin: Person, format: RegExp, to: string): Promise<string> {
  const { page } = lin
  await page.locator('label').filter({ hasText: format }).first().click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    lin.press(/^(导出|Export)$/),
  ])
  await download.saveAs(to)
  return to
}

async function check(lin: Person, file: string, verdict: RegExp): Promise<void> {
  await lin.page.locator('#file').setInputFiles(file)
  await lin.press(/^(核验|Check)$/)
  await lin.page.locator('.verdict b').filter({ hasText: verdict }).waitFor()
}
