import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { DESKTOP, Person } from '../browser'
import { guestAsks } from '../desk'
import { look } from '../look'
import type { Server } from '../server'

/**
 * A supervisor works without a mouse: signs in, writes a canned answer, takes a conversation, answers, answers with what
 * was written before, hands it on, takes the next, ends it and goes on; looks for what was said and comes back.
 */
export async function keyboard(browser: Browser, server: Server): Promise<void> {
  await guestAsks(browser, server, '键盘一：退款没有到')
  await guestAsks(browser, server, '键盘二：想换手机号')
  const person = await Person.at(browser, server, DESKTOP)
  const { page } = person
  const keys = page.keyboard
  await page.goto('/desk/')
  await page.locator('#username').waitFor()
  await reach(person, '#username')
  await keys.type('supervisor')
  await keys.press('Tab')
  await keys.type(server.staffPassword)
  await keys.press('Enter')
  await page.locator('.conversation').first().waitFor()
  await keepAnswer(person)

  await reach(person, '.rail a[href="/desk/inbox"]')
  await keys.press('Enter')
  await page.locator('.conversation').first().waitFor()
  await keys.press('j')
  await page.locator('.msg').filter({ hasText: '键盘二' }).waitFor()
  await look(person, 'keyboard-01-chosen')
  await keys.press('c')
  await person.see('刘洋 正在接待')
  await keys.press('r')
  await keys.type('您好，我来看一下')
  await keys.press('Control+Enter')
  await page.locator('.msg.agent').filter({ hasText: '我来看一下' }).waitFor()
  await keys.type('/keys')
  await page.locator('.picker .one').filter({ hasText: '换号说明' }).waitFor()
  await keys.press('Enter')
  await page.waitForFunction(() =>
    (document.querySelector('#reply') as HTMLTextAreaElement).value.includes('旧号码'),
  )
  await keys.press('Control+Enter')
  await page.locator('.msg.agent').filter({ hasText: '旧号码' }).waitFor()

  await keys.press('Escape')
  await keys.press('t')
  await page.locator('#transferTo option').nth(1).waitFor({ state: 'attached' })
  await focusIs(person, '#transferTo')
  await choose(person, '周晓')
  await keys.press('Tab')
  await keys.type('客户在换手机号')
  await look(person, 'keyboard-02-handing-on')
  await keys.press('Enter')
  await person.see('周晓 正在接待')

  await keys.press('j')
  await page.locator('.msg').filter({ hasText: '键盘一' }).waitFor()
  await keys.press('c')
  await person.see('刘洋 正在接待')
  const ended = page.url()
  await keys.press('e')
  await focusIs(person, '#close')
  await keys.press('Enter')
  await page.locator('.head .chip').filter({ hasText: '已结束' }).waitFor()
  await keys.press('j')
  await page.waitForURL((url) => url.href !== ended)
  await page.locator('#reply').waitFor()
  await look(person, 'keyboard-03-next')

  await keys.press('/')
  await focusIs(person, '#inboxSearch')
  await keys.type('键盘一')
  await keys.press('Enter')
  await page.locator('mark').first().waitFor()
  await reach(person, '.search li a')
  await keys.press('Enter')
  await page.locator('.msg').filter({ hasText: '键盘一' }).waitFor()
  await person.leave()
}

async function keepAnswer(person: Person): Promise<void> {
  const { page } = person
  const keys = page.keyboard
  await reach(person, '.rail a[href="/desk/tools"]')
  await keys.press('Enter')
  const open = page.getByRole('button', { name: '新建快捷回复' })
  await open.waitFor()
  await open.evaluate((it) => it.setAttribute('data-wanted', ''))
  await reach(person, '[data-wanted]')
  await keys.press('Enter')
  for (const [field, words] of [
    ['#toolZh', '换号说明'],
    ['#toolEn', 'Changing the number'],
    ['#toolShortcut', 'keys'],
    ['#toolTextZh', '换手机号需要旧号码的验证码。'],
    ['#toolTextEn', 'Changing the number takes a code sent to the old one.'],
  ] as const) {
    await reach(person, field)
    await keys.type(words)
  }
  await keys.press('Tab')
  await reach(person, 'form button[type=submit]')
  await keys.press('Enter')
  await person.see('/keys')
}

/** Goes on from where the focus is, as somebody with a keyboard does. */
async function reach(person: Person, selector: string): Promise<void> {
  for (let n = 0; n < 120; n++) {
    if (await isFocused(person, selector)) return
    await person.page.keyboard.press('Tab')
  }
  assert.fail(`the Tab key does not come to ${selector}`)
}

function isFocused(person: Person, selector: string): Promise<boolean> {
  return person.page.evaluate(
    (wanted) => document.activeElement?.matches(wanted) ?? false,
    selector,
  )
}

async function focusIs(person: Person, selector: string): Promise<void> {
  await person.page.waitForFunction(
    (wanted) => document.activeElement?.matches(wanted) ?? false,
    selector,
  )
}

/** In the list that has the focus. */
async function choose(person: Person, label: string): Promise<void> {
  for (let n = 0; n < 30; n++) {
    const chosen = await person.page.evaluate(
      () => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.label,
    )
    if (chosen === label) return
    await person.page.keyboard.press('ArrowDown')
  }
  assert.fail(`the arrow keys do not come to ${label}`)
}
