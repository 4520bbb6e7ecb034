import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { PHONE, Person } from '../browser'
import { signedIn } from '../desk'
import { look } from '../look'
import type { Server } from '../server'

const BODY = `出国之前，先在钱包里做好这三件事：

1. 打开[两步验证](/app/settings/second-factor)，换手机也能登录。
2. 在[限额](/app/limits)里看看每天能付多少。
3. 记下[联系我们](/contact)里的号码。

在国外收不到短信时，可以用通行密钥登录。付款失败不会扣钱；钱扣了没到账，会在两分钟内退回余额。`

/** An editor writes an article with a picture, another person publishes it, everybody reads it, and an older text comes back. */
export async function helpArticles(browser: Browser, server: Server): Promise<void> {
  const editor = await signedIn(browser, server, 'admin')
  await editor.page.goto('/desk/articles')
  await editor.see('手续费怎么收')
  await look(editor, 'articles-01-list')
  await write(editor)
  const supervisor = await signedIn(browser, server, 'supervisor')
  await supervisor.page.goto('/desk/articles')
  await supervisor.page.locator('#articleState').selectOption('IN_REVIEW')
  await supervisor.page.locator('a.line', { hasText: '出国前要做什么' }).click()
  await supervisor.see('检查通过。')
  await look(supervisor, 'articles-03-review')
  await publish(supervisor)

  const reader = await Person.at(browser, server, PHONE)
  await reader.page.goto('/help/travel-abroad')
  const picture = reader.page.getByAltText('帮助文章的列表')
  await picture.scrollIntoViewIfNeeded()
  await reader.page.waitForFunction(() => (document.querySelector('img')?.naturalWidth ?? 0) > 0)
  await look(reader, 'articles-04-site')
  await reader.page.goto('/app/help/travel-abroad')
  await reader.see('出国前要做什么')
  await look(reader, 'articles-05-wallet')

  await editor.page.goto('/desk/articles/zh-travel-abroad')
  await editor.press('以这一版为底起草')
  await editor.page.locator('#articleTitle').fill('去国外之前')
  await editor.page.locator('#articleNote').fill('换个标题')
  await editor.press('提交审核')
  await editor.see('您参与写了这一版')
  await supervisor.page.goto('/desk/articles/zh-travel-abroad')
  await supervisor.see('换个标题')
  await look(supervisor, 'articles-06-compared')
  await publish(supervisor)
  await supervisor.page.locator('summary', { hasText: '历史' }).click()
  await supervisor.page.locator('a.line', { hasText: '第 1 版' }).click()
  await supervisor.press('恢复这一版')
  await supervisor.page.locator('#articleReason').fill('旧标题更清楚')
  await look(supervisor, 'articles-07-roll-back')
  await supervisor.press('提请另一位同事发布')
  await supervisor.see('您参与写了这一版')
  await editor.page.goto('/desk/articles/zh-travel-abroad')
  await publish(editor)
  const page = await reader.context.request.get(`${server.base}/help/travel-abroad`)
  const html = await page.text()
  assert.ok(html.includes('<h1>出国前要做什么'), 'the older title is back on the site')
  assert.ok(html.length < 100_000)

  await editor.page.evaluate(() => localStorage.setItem('language', 'en'))
  await editor.page.goto('/desk/articles/en-fees')
  await editor.see('Begin a draft from it')
  await look(editor, 'articles-08-en')
  await editor.page.setViewportSize({ width: 900, height: 900 })
  await editor.press('Begin a draft from it')
  await editor.see('Nothing is wrong')
  await look(editor, 'articles-09-en-narrow')
  for (const person of [editor, supervisor, reader]) await person.leave()
}

async function publish(person: Person): Promise<void> {
  const button = person.page.getByRole('button', { name: '发布', exact: true })
  await button.click()
  await button.waitFor({ state: 'detached' })
}

async function write(editor: Person): Promise<void> {
  const { page } = editor
  await editor.press('新建文章')
  await page.locator('#beginSlug').fill('travel-abroad')
  await page.locator('#beginTitle').fill('出国前要做什么')
  await page.locator('#beginTopic').selectOption('PAYMENT')
  await editor.press('开始写')
  await page.locator('#articleBody').fill(BODY)
  await editor.see('日常问法要有')
  await page.locator('#articleAsks').fill('出国怎么付款\n国外收不到验证码\n去旅游钱包能用吗')
  await page.locator('#articleRelated').selectOption({ label: '手续费怎么收' })
  const buffer = await page.screenshot({ clip: { x: 76, y: 0, width: 380, height: 300 } })
  await page.locator('#pictureWords').fill('帮助文章的列表')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.png', mimeType: 'image/png', buffer })
  await page.locator('.preview img').waitFor()
  await editor.see('检查通过。')
  await page.keyboard.press('Control+s')
  await editor.see('已保存。')
  await look(editor, 'articles-02-editor')
  await editor.press('提交审核')
  await editor.see('您参与写了这一版')
}
