import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { Person, PHONE } from '../browser'
import type { Server } from '../server'
import { register } from '../wallet'

interface Line {
  seq: number
  clientId?: string
  text: string
}

/**
 * The server is killed in the middle of a top-up and in the middle of a chat. After a restart the top-up becomes final
 * by itself, and no message is missing or doubled.
 */
export async function killedAndStartedAgain(browser: Browser, server: Server): Promise<void> {
  const chen = await Person.at(browser, server, PHONE)
  await register(chen, '陈晓宁')
  const { page } = chen
  const [topUp, conversation] = await page.evaluate(async () => {
    const { csrfToken } = (await (await fetch('/api/v1/session')).json()) as { csrfToken: string }
    const post = async (path: string, body: unknown): Promise<{ id: string; state: string }> => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': csrfToken,
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as { id: string; state: string }
    }
    const flow = await post('/api/v1/top-ups', {
      channel: 'sandbox',
      amount: { amount: '50.04', asset: 'CNY' },
    })
    const talk = await post('/api/v1/conversations', { topic: 'TOP_UP', message: '还没到账' })
    return [flow, talk] as const
  })
  assert.equal(topUp.state, 'UNKNOWN', 'the bank is silent when the server dies')
  const sending = sendMany(page, conversation.id, 40)
  await page.waitForTimeout(250)
  await server.kill()
  await server.run()
  const sent = await sending
  const lines = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/conversations/${id}/messages`)
    return ((await answer.json()) as { items: Line[] }).items
  }, conversation.id)
  assert.deepEqual(
    lines.map((line) => line.seq),
    lines.map((_, n) => n + 1),
    'lines are numbered without gaps',
  )
  const arrived = lines.map((line) => line.text).filter((text) => text.startsWith('line '))
  assert.deepEqual([...arrived].sort(), [...sent].sort(), 'every line is there, once')
  await becomesFinal(page, topUp.id)
  await page.goto('/app/')
  await chen.see('50')
  await chen.context.close()
}

/** Sends lines one after another and each again until it is answered, as the wallet does. */
function sendMany(page: Person['page'], id: string, many: number): Promise<string[]> {
  return page.evaluate(
    async ([conversation, count]) => {
      const { csrfToken } = (await (await fetch('/api/v1/session')).json()) as { csrfToken: string }
      const sent: string[] = []
      for (let n = 0; n < count; n += 1) {
        const clientId = crypto.randomUUID()
        const text = `line ${n}`
        const until = Date.now() + 60_000
        while (Date.now() < until) {
          try {
            const answer = await fetch(`/api/v1/conversations/${conversation}/messages`, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
              body: JSON.stringify({ clientId, text }),
            })
            if (answer.ok) break
          } catch {
            // The server is away; the same line is sent again.
          }
          await new Promise((wake) => setTimeout(wake, 100))
        }
        sent.push(text)
        await new Promise((wake) => setTimeout(wake, 20))
      }
      return sent
    },
    [id, many] as const,
  )
}

async function becomesFinal(page: Person['page'], id: string): Promise<void> {
  const until = Date.now() + 40_000
  while (Date.now() < until) {
    const state = await page.evaluate(
      async (flow) =>
        ((await (await fetch(`/api/v1/top-ups/${flow}`)).json()) as { state: string }).state,
      id,
    )
    if (state === 'SUCCEEDED') return
    await page.waitForTimeout(500)
  }
  throw new Error('the top-up did not become final')
}
