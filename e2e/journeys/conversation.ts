import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import { atTheDesk } from '../desk'
import { look } from '../look'
import type { Server } from '../server'
import { register } from '../wallet'

/**
 * A customer asks for a human; of two agents one takes it and the other sees who; a note names a colleague; an answer
 * against an older state is kept back; a line is taken back; it is handed on, ended, rated and opened again.
 */
export async function conversation(browser: Browser, server: Server): Promise<void> {
  const customer = await Person.at(browser, server, PHONE)
  await register(customer, '许知远')
  await customer.page.goto('/app/chat/new')
  await say(customer, '充值的钱还没有到')
  await customer.see('已收到，客服会尽快回复')
  await say(customer, '转人工')
  await customer.see('已为您转人工')
  await look(customer, 'conversation-01-human')

  const agent = await atTheDesk(browser, server, 'agent')
  const supervisor = await atTheDesk(browser, server, 'supervisor')
  await agent.press(/^待接待$/)
  for (const one of [agent, supervisor]) await choose(one)
  await look(agent, 'conversation-02-waiting')
  await agent.page.keyboard.press('c')
  await agent.see('周晓 正在接待')
  await agent.press(/^全部$/)
  await supervisor.see('周晓 正在接待')

  await agent.press('内部备注')
  await agent.page.locator('#reply').fill('这笔要看渠道记录 @刘')
  await agent.press('@刘洋')
  await look(agent, 'conversation-03-note')
  await agent.press(/^发送 Ctrl/)
  await agent.see('这笔要看渠道记录')
  await supervisor.see('这笔要看渠道记录')
  await supervisor.press(/^提醒/)
  await supervisor.see('周晓：这笔要看渠道记录')
  await look(supervisor, 'conversation-04-alerts')
  await supervisor.page.keyboard.press('Escape')

  await staleReply(agent, customer)
  await takeBack(agent, customer)
  await screenshots(agent, customer)

  await agent.press('转交')
  await agent.page.locator('#transferTo').selectOption({ label: '刘洋' })
  await agent.page.locator('#transferNote').fill('大额，需要您看渠道对账')
  await look(agent, 'conversation-08-transfer')
  await agent.press('确定')
  await agent.see('刘洋 正在接待')
  await supervisor.see('大额，需要您看渠道对账')
  await supervisor.press(/^回复$/)
  await supervisor.page.locator('#reply').fill('我来处理，钱已经到账了。')
  await supervisor.page.keyboard.press('Control+Enter')
  await customer.see('我来处理，钱已经到账了。')
  await look(customer, 'conversation-09-answered')

  await supervisor.press(/^结束$/)
  await customer.see('服务怎么样')
  await customer.page.locator('.stars label').nth(4).click()
  await customer.page.locator('#ratingComment').fill('说得很清楚')
  await look(customer, 'conversation-10-rating')
  await customer.press('提交评价')
  await customer.see('谢谢您的评价')
  await look(customer, 'conversation-11-rated')
  await supervisor.see('说得很清楚')
  await look(supervisor, 'conversation-12-ended')

  await say(customer, '还有一个问题')
  await customer.see('会话已重新打开')
  await supervisor.see('等待接待')
  await inEnglish(customer, supervisor)
  for (const person of [customer, agent, supervisor]) await person.leave()
}

async function say(customer: Person, words: string): Promise<void> {
  await customer.page.locator('#words').fill(words)
  await customer.page.keyboard.press('Enter')
  await customer.page.locator('li.customer .msg').filter({ hasText: words }).waitFor()
}

async function choose(person: Person): Promise<void> {
  await person.page.locator('.conversation').filter({ hasText: '转人工' }).first().click()
  await person.page.locator('#claim').waitFor()
}

/** The agent's page reads late: what the customer wrote meanwhile is told, and the draft stays. */
async function staleReply(agent: Person, customer: Person): Promise<void> {
  const { page } = agent
  await page.getByRole('button', { name: /^回复$/ }).click()
  await page.locator('#reply').fill('请问充值用的哪张卡？')
  let release: () => void = () => undefined
  const held = new Promise<void>((free) => (release = free))
  await page.route('**/messages?afterSeq=*', async (route) => {
    await held
    await route.continue()
  })
  await say(customer, '卡号尾号 6217')
  await page.locator('.conversation .one').filter({ hasText: '6217' }).waitFor()
  await agent.press(/^发送 Ctrl/)
  release()
  await agent.see('草稿还在')
  await page.locator('.msg.fresh').filter({ hasText: '6217' }).waitFor()
  assert.equal(await page.locator('#reply').inputValue(), '请问充值用的哪张卡？')
  await page.unroute('**/messages?afterSeq=*')
  await look(agent, 'conversation-05-stale')
  await page.locator('#reply').fill('谢谢，我看一下。')
  await agent.press(/^发送 Ctrl/)
  await customer.see('谢谢，我看一下。')
}

async function takeBack(agent: Person, customer: Person): Promise<void> {
  await agent.page.locator('#reply').fill('这句发错了')
  await agent.page.keyboard.press('Control+Enter')
  await customer.see('这句发错了')
  const line = agent.page.locator('.msg.agent').filter({ hasText: '这句发错了' })
  await line.getByRole('button', { name: '撤回' }).click()
  await agent.see('您撤回了一条消息')
  await customer.see('客服撤回了一条消息')
  assert.equal(await customer.page.getByText('这句发错了').count(), 0)
  await say(customer, '我也发错了')
  const own = customer.page.locator('li.customer').filter({ hasText: '我也发错了' })
  await own.getByRole('button', { name: '撤回' }).click()
  await customer.see('您撤回了一条消息')
  await agent.see('客户撤回了一条消息')
  await look(agent, 'conversation-06-taken-back')
}

/** A screenshot is pasted on both sides; words that are pasted stay words. */
async function screenshots(agent: Person, customer: Person): Promise<void> {
  await paste(agent, '#reply')
  await agent.page.locator('.msg.agent img').first().waitFor()
  await paste(customer, '#words')
  await customer.page.locator('li.customer img').first().waitFor()
  await agent.page.locator('.msg.customer img').first().waitFor()
  await look(customer, 'conversation-07-pasted')
}

async function paste(person: Person, field: string): Promise<void> {
  await person.page.locator(field).evaluate(async (element) => {
    const canvas = document.createElement('canvas')
    canvas.width = 240
    canvas.height = 120
    const paint = canvas.getContext('2d')
    if (paint) {
      paint.fillStyle = '#b8480a'
      paint.fillRect(0, 0, 240, 120)
    }
    const picture = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'))
    if (!picture) return
    const data = new DataTransfer()
    data.items.add(new File([picture], 'screen.png', { type: 'image/png' }))
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
}

async function inEnglish(customer: Person, supervisor: Person): Promise<void> {
  await supervisor.press('English')
  await supervisor.see('Conversations')
  await supervisor.press(/^Take$/)
  await supervisor.see('has it')
  await supervisor.press(/^Snooze$/)
  await look(supervisor, 'conversation-13-desk-en')
  await supervisor.press('Tags')
  await supervisor.page.locator('#tags').fill('退款 VIP')
  await supervisor.press('OK')
  await supervisor.see('#VIP')
  await supervisor.press(/^Alerts/)
  await look(supervisor, 'conversation-14-alerts-en')
  await supervisor.page.keyboard.press('Escape')
  await supervisor.press(/^End$/)
  const { page } = customer
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await customer.see('Thank you for rating')
  await customer.press('New messages')
  await look(customer, 'conversation-15-wallet-en')
}
