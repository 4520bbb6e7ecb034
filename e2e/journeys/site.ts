import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { axeFaults } from '../axe'
import { withinBudgets } from '../budgets'
import { DESKTOP, Person, PHONE } from '../browser'
import { guestAsks } from '../desk'
import { look } from '../look'
import type { Server } from '../server'

const PAGES = ['', 'contact', 'status', 'policies', 'feedback', 'feedback/thanks']

/**
 * Without scripts a visitor finds the answer, the way to reach somebody and the status, and leaves feedback. Staff answer
 * it in public and tell of an incident; both are on the site at once, in both languages, on both sizes. Each page keeps
 * to its budget.
 */
export async function site(browser: Browser, server: Server): Promise<void> {
  await withoutScripts(browser, server)
  const supervisor = await Person.at(browser, server, DESKTOP)
  await supervisor.page.goto('/desk/feedback')
  await supervisor.page.locator('#username').fill('supervisor')
  await supervisor.page.locator('#password').fill(server.staffPassword)
  await supervisor.press('登录')
  await answerInPublic(supervisor)
  await tellIncidents(supervisor)
  await fromAConversation(browser, supervisor)
  await supervisor.leave()
  await vote(browser, server)
  await withinBudgets(browser, server)
  for (const [size, viewport] of [
    ['phone', PHONE],
    ['desktop', DESKTOP],
  ] as const) {
    for (const [locale, scheme] of [
      ['zh-CN', 'light'],
      ['en', 'dark'],
    ] as const) {
      const reader = await Person.at(browser, server, viewport, locale, scheme)
      for (const page of PAGES) {
        await reader.page.goto((locale === 'en' ? '/en/' : '/') + page)
        const shot = `site-${size}-${locale}-${page.replace('/', '-') || 'home'}`
        await look(reader, shot)
        assert.deepEqual(await axeFaults(reader.page), [], shot)
      }
      await reader.leave()
      await refusedPicture(browser, server, viewport, locale, scheme, `site-${size}-${locale}`)
    }
  }
}

/** What is no picture is said so in one sentence; what was typed stays. */
async function refusedPicture(
  browser: Browser,
  server: Server,
  viewport: { width: number; height: number },
  locale: string,
  scheme: 'light' | 'dark',
  shot: string,
): Promise<void> {
  const reader = await Person.at(browser, server, viewport, locale, scheme)
  const { page } = reader
  await page.goto((locale === 'en' ? '/en' : '') + '/feedback')
  await page.locator('#text').fill('按钮点不动 · The button does nothing')
  await page.locator('#pictures').setInputFiles([
    { name: 'screen.png', mimeType: 'image/png', buffer: await page.screenshot() },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
  ])
  await page.locator('#give button[type=submit]').click()
  await page.locator('#problem').waitFor()
  assert.match(await page.locator('#problem').innerText(), /notes\.txt/)
  assert.match(await page.locator('#text').inputValue(), /按钮点不动/)
  await page.locator('#give').scrollIntoViewIfNeeded()
  await look(reader, `${shot}-feedback-refused`)
  // The browser itself complains of a refused form, so that is no fault here.
  await reader.context.close()
}

/** What a guest wrote becomes feedback by one press, and they are told in the conversation. */
async function fromAConversation(browser: Browser, supervisor: Person): Promise<void> {
  const { page, server } = supervisor
  const id = await guestAsks(browser, server, '希望能换头像，现在这个太难认了')
  for (const [width, locale] of [
    [1440, 'zh-CN'],
    [1024, 'en'],
  ] as const) {
    const agent = await Person.at(browser, server, { width, height: 900 }, locale)
    await agent.page.goto(`/desk/inbox/${id}`)
    await agent.page.locator('#username').fill('agent')
    await agent.page.locator('#password').fill(server.staffPassword)
    await agent.press(/^(登录|Sign in)$/)
    await agent.press(/^(记为反馈|As feedback)$/)
    await agent.page.locator('#takeLine').waitFor()
    assert.match(await agent.page.locator('#takeText').inputValue(), /换头像/)
    await look(agent, `site-desk-06-from-conversation-${locale}`)
    await agent.leave()
  }
  await page.goto(`/desk/inbox/${id}`)
  await supervisor.press('记为反馈')
  await page.getByRole('button', { name: '记录', exact: true }).click()
  await page.locator('.one').getByText('在线会话').first().waitFor()
  await page.locator('#feedbackMove').selectOption('PLANNED')
  await supervisor.press('改状态')
  await look(supervisor, 'site-desk-07-in-hand')
  await page.goto(`/desk/inbox/${id}`)
  await supervisor.see(/现在是“已列入计划”/)
  await look(supervisor, 'site-desk-08-told-there')
}

async function withoutScripts(browser: Browser, server: Server): Promise<void> {
  const context = await browser.newContext({
    baseURL: server.base,
    javaScriptEnabled: false,
    locale: 'zh-CN',
    viewport: PHONE,
  })
  const page = await context.newPage()
  await page.goto('/')
  await page.locator('#q').fill('收不到验证码')
  await page.getByRole('button', { name: '搜索' }).click()
  await page
    .getByRole('link', { name: /验证码/ })
    .first()
    .click()
  await page.locator('h1').waitFor()
  await page.goto('/contact')
  await page.getByText('400-000-7281').first().waitFor()
  await page.goto('/en/feedback')
  await page.getByLabel('What would you like to say?').fill('Please add a dark mode')
  await page.getByText('Idea', { exact: true }).click()
  await page
    .locator('#pictures')
    .setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'Thank you, we have it.' }).waitFor()
  await page.getByRole('link', { name: '中文' }).click()
  await page.getByRole('heading', { name: '收到了，谢谢！' }).waitFor()
  assert.deepEqual(await context.cookies(), [], 'the site sets no cookie')
  await context.close()
}

async function answerInPublic(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.see('Please add a dark mode')
  await look(supervisor, 'site-desk-01-feedback')
  await page.getByText('Please add a dark mode').first().click()
  await page.locator('#feedbackMove').selectOption('DONE')
  await supervisor.press('改状态')
  const words = {
    titleZh: '深色模式',
    titleEn: 'Dark mode',
    textZh: '晚上看屏幕太亮，希望有深色模式。',
    textEn: 'The screen is too bright at night; please add a dark mode.',
    answerZh: '已经有了：在“我的 · 设置”里选择深色，或跟随手机。',
    answerEn: 'It is there: choose Dark under Me, Settings, or let it follow your phone.',
  }
  for (const [name, text] of Object.entries(words)) {
    await page.locator(`#publish-${name}`).fill(text)
  }
  await look(supervisor, 'site-desk-02-publish')
  await page.getByRole('button', { name: '公开', exact: true }).click()
  await supervisor.see('已公开，0 票')
  await supervisor.press(/代为记录/)
  await page.locator('#takeSource').selectOption('WECHAT')
  await page.locator('#takeText').fill('微信上有客户问能不能出夜间模式')
  await look(supervisor, 'site-desk-03-take')
  await page.getByRole('button', { name: '记录', exact: true }).click()
  await page.locator('#feedbackMergeWords').fill('dark mode')
  await page.getByRole('button', { name: '查找', exact: true }).click()
  await page.locator('#feedbackInto').selectOption({ label: 'Please add a dark mode' })
  await supervisor.press('合并')
  await supervisor.see('已公开，0 票')
}

async function tellIncidents(supervisor: Person): Promise<void> {
  const { page } = supervisor
  await supervisor.follow(/^状态/)
  await supervisor.press(/发布/)
  await page.locator('#incidentTitleZh').fill('部分银行充值较慢')
  await page.locator('#incidentTitleEn').fill('Top-ups from some banks are slow')
  await page.locator('#incidentTextZh').fill('银行方面处理较慢，钱不会丢，通常十分钟内到账。')
  await page
    .locator('#incidentTextEn')
    .fill('The banks are slow. No money is lost; it usually arrives within ten minutes.')
  await page.getByText('充值', { exact: true }).click()
  await look(supervisor, 'site-desk-04-incident')
  await page.locator('form').getByRole('button', { name: '发布' }).click()
  await supervisor.see('部分银行充值较慢')
  await supervisor.press('更新进展')
  await page.locator('#moreState').selectOption('IDENTIFIED')
  await page.locator('#moreZh').fill('银行已确认原因，正在恢复。')
  await page.locator('#moreEn').fill('The banks know the cause and are working on it.')
  await page.locator('.more').getByRole('button', { name: '发布' }).click()
  await supervisor.see('银行已确认原因，正在恢复。')
  await look(supervisor, 'site-desk-05-status')
}

/** In the wallet everybody has one vote. */
async function vote(browser: Browser, server: Server): Promise<void> {
  const chen = await Person.at(browser, server, PHONE)
  await chen.page.goto('/app/sign-in')
  await chen.page.locator('#phone').fill('13800137281')
  await chen.page.locator('#password').fill('little-fox-in-the-snow')
  await chen.press(/^登录$/)
  await chen.page.waitForURL(/\/app\/$/)
  await chen.page.goto('/app/feedback')
  await chen.see('您提的，我们做的')
  await look(chen, 'site-wallet-01-feedback')
  await chen.follow(/您提的/)
  await chen.page.getByRole('button', { name: /深色模式/ }).click()
  await chen.see('已投票')
  await look(chen, 'site-wallet-02-public')
  await chen.leave()
}
