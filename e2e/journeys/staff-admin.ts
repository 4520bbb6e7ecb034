import type { Browser } from 'playwright-core'
import { Authenticator } from '../authenticator'
import { DESKTOP, Person } from '../browser'
import { signedIn } from '../desk'
import { look } from '../look'
import type { Server } from '../server'

const PASSWORD = 'desk-lamp-and-tea'

/**
 * An administrator invites a colleague, who joins with an authenticator and keeps the recovery codes; another
 * administrator approves the role; the colleague signs in with a recovery code and is shut out again. An auditor reads all
 * of it in the trail and checks the chain.
 */
export async function staffAdmin(browser: Browser, server: Server): Promise<void> {
  const wang = await signedIn(browser, server, 'security')
  await wang.see('孙悦')
  await look(wang, 'staff-01-members-zh')
  const link = await invite(wang)
  const mei = await Person.at(browser, server, DESKTOP)
  const codes = await join(mei, link)

  const sun = await signedIn(browser, server, 'admin')
  await sun.follow(/^审批/)
  await sun.see(/林梅.*的角色/)
  await look(sun, 'staff-06-approve-zh')
  await sun.press(/^批准$/)
  await sun.see('没有要审批的')

  await signIn(mei, 'lin.mei', PASSWORD)
  await mei.page.locator('#proof').fill(codes[0] ?? '')
  await mei.press('登录')
  await mei.page.locator('.rail').waitFor()
  await mei.see('会话')
  await disable(wang)
  await readTheTrail(browser, server)
  for (const person of [wang, sun, mei]) await person.leave()
}

async function invite(wang: Person): Promise<string> {
  const { page } = wang
  await wang.press('邀请同事')
  await page.locator('#staff-new-username').fill('lin.mei')
  await page.locator('#staff-new-name').fill('林梅')
  await page.getByLabel('客服', { exact: true }).check()
  await page.locator('#staff-newReason').fill('新同事入职')
  await page.locator('#staff-newEvidence').fill('劳动合同 2026-118')
  await look(wang, 'staff-02-invite-zh')
  await wang.press(/^邀请$/)
  await page.locator('#staffLink').waitFor()
  await look(wang, 'staff-03-link-zh')
  return page.locator('#staffLink').inputValue()
}

async function join(mei: Person, link: string): Promise<string[]> {
  const { page } = mei
  await page.goto(link)
  await page.locator('#new').fill(PASSWORD)
  await mei.press('下一步')
  const secret = await page.locator('.secret').innerText()
  await look(mei, 'staff-04-authenticator-zh')
  await page.locator('#code').fill(await new Authenticator(secret).next())
  await mei.press('完成')
  await mei.see('请保存恢复码')
  await look(mei, 'staff-05-recovery-codes-zh')
  const codes = await page.locator('.kept li').allInnerTexts()
  await mei.press('我已保存，去登录')
  return codes
}

async function disable(wang: Person): Promise<void> {
  const { page } = wang
  await page.reload()
  await wang.see('林梅')
  await wang.press('管理 林梅')
  await wang.press(/^停用$/)
  await page.getByLabel('原因').last().fill('离职')
  await look(wang, 'staff-07-disable-zh')
  await wang.press('马上停用')
  await wang.see(/孙悦 停用：离职/)
  await look(wang, 'staff-08-disabled-zh')
}

async function readTheTrail(browser: Browser, server: Server): Promise<void> {
  const zhao = await signedIn(browser, server, 'auditor')
  await zhao.follow('审计')
  await line(zhao, '停用员工账号')
  await look(zhao, 'audit-01-trail-zh')
  await zhao.press('校验整条记录链')
  await zhao.see(/完整：共/)
  await zhao.page.locator('#auditAction').selectOption('staff.changed')
  await zhao.press('查询')
  await line(zhao, '改动员工账号')
  await look(zhao, 'audit-02-checked-zh')
  await zhao.leave()
  const english = await signedIn(browser, server, 'auditor', 'en')
  await english.follow('Audit')
  await line(english, 'Shut a colleague out')
  await look(english, 'audit-03-trail-en')
  await english.follow('Staff')
  await english.see(/Shut out by/)
  await look(english, 'staff-09-members-en')
  await english.leave()
}

/** A line of the trail; the names of what is done stand in the choices as well. */
async function line(person: Person, saying: string): Promise<void> {
  await person.page.locator('ol li').filter({ hasText: saying }).first().waitFor()
}

async function signIn(person: Person, name: string, password: string): Promise<void> {
  await person.page.locator('#username').fill(name)
  await person.page.locator('#password').fill(password)
  await person.press(/^(登录|Sign in)$/)
}
