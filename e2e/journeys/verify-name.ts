import { Buffer } from 'node:buffer'
import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An identity number of GB 11643 nobody in this run has. */
function identityNumber(): string {
  const order = String(Math.floor(Math.random() * 1000)).padStart(3, '0')
  const day = String(Math.floor(Math.random() * 28) + 1).padStart(2, '0')
  const first = `3301061990${'03'}${day}${order}`
  const sum = WEIGHTS.reduce((all, weight, n) => all + weight * Number(first[n]), 0)
  return first + '10X98765432'[sum % 11]
}

/**
 * Somebody types a name that does not match, reads why, corrects it and reaches class II with higher limits; hands in
 * the identity card, a supervisor opens it and proposes, an administrator approves. In English it reads as well.
 */
export async function verifyName(browser: Browser, server: Server): Promise<void> {
  const lin = await Person.at(browser, server, PHONE)
  await register(lin, '小满')
  const number = identityNumber()
  await failAndCorrect(lin, number)
  await reachClassTwo(lin)
  await handIn(lin)
  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await review(supervisor)
  const admin = await atTheDesk(browser, server, 'admin')
  await admin.follow('审批')
  await admin.see('身份证照片通过')
  await look(admin, 'verify-10-desk-approve')
  await admin.press(/^批准$/)
  await admin.see('没有要审批的')
  await lin.page.goto('/app/verification')
  await lin.see('已完成 4 项')
  await look(lin, 'verify-11-four-of-five')
  const mary = await Person.at(browser, server, PHONE, 'en', 'dark')
  await inEnglish(mary)
  for (const person of [lin, supervisor, admin, mary]) await person.leave()
}

async function failAndCorrect(lin: Person, number: string): Promise<void> {
  const { page } = lin
  await page.goto('/app/limits')
  await lin.see('累计可付')
  await look(lin, 'verify-01-limits')
  await lin.follow('实名认证，提升额度')
  await lin.see('升为 II 类后')
  await look(lin, 'verify-02-start')
  await name(lin, '林败', `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`)
  await lin.see('最后一位校验没有通过')
  await look(lin, 'verify-03-digit')
  await page.locator('#identityNumber').fill(number)
  await lin.press('提交核验')
  await lin.see('姓名和身份证号不一致')
  await lin.see('没有通过')
  await look(lin, 'verify-04-mismatch')
  await page.locator('#realName').fill('林小满')
  await page.locator('#identityNumber').fill(number.toLowerCase())
  if (!(await page.locator('.agree input').isChecked())) {
    await page.locator('.agree input').check()
  }
  await lin.press('提交核验')
}

async function name(person: Person, realName: string, number: string): Promise<void> {
  await person.page.locator('#realName').fill(realName)
  await person.page.locator('#identityNumber').fill(number)
  await person.page.locator('.agree input').check()
  await person.press(/^(提交核验|Verify)$/)
}

async function reachClassTwo(lin: Person): Promise<void> {
  const { page } = lin
  await lin.see('核对手机号是不是您本人办理的')
  await look(lin, 'verify-05-phone')
  await lin.press('提交核验')
  await lin.see('用一张您本人的银行卡核对')
  await page.locator('#card').fill('6222 0200 0000 0000 000')
  await page.locator('.agree input').check()
  await look(lin, 'verify-06-card')
  await lin.press('提交核验')
  await lin.see('账户已升为 II 类')
  await look(lin, 'verify-07-class-two')
  await page.goto('/app/limits')
  await lin.see('¥100,000.00')
  await look(lin, 'verify-07-limits-raised')
}

async function handIn(lin: Person): Promise<void> {
  const { page } = lin
  await page.goto('/app/verification')
  await page
    .locator('.kind')
    .filter({ hasText: '身份证照片' })
    .getByRole('button', { name: '做这一项' })
    .click()
  for (const side of ['front', 'back']) {
    await page.locator(`#${side}`).setInputFiles({
      name: `${side}.png`,
      mimeType: 'image/png',
      buffer: await card(lin, side),
    })
  }
  await page.locator('#until').fill('2040-01-01')
  await page.locator('.agree input').last().check()
  await page.locator('.picture img').nth(1).waitFor()
  await look(lin, 'verify-08-card-pictures')
  await lin.press('提交审核')
  await lin.see('正在人工审核')
  await look(lin, 'verify-08-under-review')
}

/** Draws a card that says it is a specimen. */
async function card(lin: Person, side: string): Promise<Buffer> {
  const drawn = await lin.page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 856
    canvas.height = 540
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#dfe9f2'
    pen.fillRect(0, 0, 856, 540)
    pen.fillStyle = '#1d1b18'
    pen.font = '48px sans-serif'
    pen.fillText('样本 SPECIMEN ${side}', 60, 280)
    return canvas.toDataURL('image/png').split(',')[1]
  })()`)
  return Buffer.from(String(drawn), 'base64')
}

async function atTheDesk(browser: Browser, server: Server, who: string): Promise<Person> {
  const person = await Person.at(browser, server, DESKTOP)
  await person.page.goto('/desk/')
  await person.page.locator('#username').fill(who)
  await person.page.locator('#password').fill(server.staffPassword)
  await person.press('登录')
  await person.page.locator('.conversation').first().waitFor()
  return person
}

async function review(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.follow(/^实名/)
  await supervisor.see('林**')
  await supervisor.press('打开核对（留痕）')
  await supervisor.see('林小满')
  await page.locator('.pictures img').nth(1).waitFor()
  await page.locator('#acceptEvidence').fill('姓名、号码、有效期一致，四角完整')
  await look(supervisor, 'verify-09-desk-review')
  await supervisor.press('提出通过')
  await supervisor.see('等待另一位同事')
  await look(supervisor, 'verify-09-desk-proposed')
}

async function inEnglish(mary: Person): Promise<void> {
  const { page } = mary
  await register(mary, 'Mary')
  await page.goto('/app/verification')
  await name(mary, '何雨败', identityNumber())
  await mary.see('Name and identity number do not match')
  await look(mary, 'verify-12-english-mismatch')
  await page.goto('/app/me')
  await mary.see('Verification')
  await look(mary, 'verify-12-english-me')
  await page.goto('/app/verification')
  await mary.press('Ask support')
  await mary.see(/Verification · name and identity number|Name and identity number do not match/)
  await look(mary, 'verify-13-english-ask')
}
