import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { type Chat, type Opening, useChat } from './chat'
import { guestLive, live, session } from './session'

const told = vi.fn()
let chat: Chat

function shown(id?: string) {
  const setup = () => (chat = useChat(id, {} as Opening, () => undefined))
  return mount(defineComponent({ setup, template: '<i />' }))
}

function show(visible: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('a conversation', () => {
  beforeEach(() => {
    session.value = { customerId: 'c', csrfToken: '', displayName: '', phone: '' }
    told.mockReset()
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, init: RequestInit) => {
        if (path.endsWith('/read')) told(JSON.parse(String(init.body)))
        const items = [{ seq: 7, at: new Date().toISOString(), author: 'AGENT', text: '您好' }]
        const answer = path.includes('/messages?') ? { items } : { id: 'r', state: 'OPEN' }
        return Promise.resolve(new Response(JSON.stringify(answer)))
      }),
    )
  })
  afterEach(() => {
    session.value = null
    live.close()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('is read when somebody looks, not when its lines arrive in the background', async () => {
    show(false)
    const page = shown('r')
    await flushPromises()
    expect(told).not.toHaveBeenCalled()
    show(true)
    expect(told).toHaveBeenCalledExactlyOnceWith({ seq: 7 })
    page.unmount()
  })
})

describe('what could not be sent', () => {
  const cut = () => Promise.reject(new TypeError('the line is cut'))
  const json = (body: unknown) => Promise.resolve(new Response(JSON.stringify(body)))
  let posts: { path: string; key: string; body: string }[] = []
  let lines: object[] = []
  /** What is answered in place of the usual. */
  let instead: (path: string) => Promise<Response> | undefined = () => undefined
  let page: ReturnType<typeof shown>

  beforeEach(() => {
    posts = []
    lines = []
    instead = () => undefined
    sessionStorage.clear()
    session.value = { customerId: 'c', csrfToken: '', displayName: '', phone: '' }
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      if (init.method === 'POST') {
        const key = new Headers(init.headers).get('Idempotency-Key') ?? ''
        posts.push({ path, key, body: typeof init.body === 'string' ? init.body : '' })
      }
      const other = instead(path)
      if (other) return other
      if (path.includes('/messages?')) return json({ items: lines })
      return json({ id: 'r', state: 'OPEN', conversationId: 'r' })
    })
  })
  afterEach(() => {
    page.unmount()
    session.value = null
    live.close()
    guestLive.close()
    vi.unstubAllGlobals()
  })

  async function talk(id?: string): Promise<void> {
    page = shown(id)
    await flushPromises()
    posts = []
  }

  const sent = (end: string) => posts.filter((one) => one.path.endsWith(end))
  const body = (one?: { body: string }) => JSON.parse(one?.body ?? '{}') as Record<string, unknown>

  it('opens one conversation, however often its answer is lost', async () => {
    await talk()
    instead = cut
    expect(await chat.say('你好')).toBe('你好')
    instead = () => undefined
    expect(await chat.say('你好')).toBe('')
    const tries = sent('/conversations')
    expect(tries).toHaveLength(2)
    expect(tries[1]?.key).toBe(tries[0]?.key)
  })

  it('of a guest opens nothing before they are known', async () => {
    session.value = null
    vi.stubGlobal(
      'EventSource',
      class extends EventTarget {
        close(): void {}
      },
    )
    await talk()
    instead = (path) => (path === '/api/v1/conversations' && posts.length === 0 ? cut() : undefined)
    expect(await chat.say('你好')).toBe('你好')
    expect(posts).toEqual([])
  })

  it('is a picture that stays, says why, and is sent again as the same line', async () => {
    await talk('r')
    instead = (path) => (path.endsWith('/attachments') ? cut() : undefined)
    await chat.attach(new File(['x'], 'screen.png', { type: 'image/png' }))
    await chat.catchUp()
    expect(chat.lines.value).toMatchObject([
      { failed: true, file: { name: 'screen.png' }, problem: { code: 'NETWORK' } },
    ])
    instead = (path) =>
      path.endsWith('/attachments')
        ? json({ id: 'a-1' })
        : path.endsWith('/messages')
          ? cut()
          : undefined
    await chat.deliver(chat.lines.value[0]!)
    instead = () => undefined
    await chat.deliver(chat.lines.value[0]!)
    expect(sent('/attachments')).toHaveLength(2)
    const [first, second] = sent('/messages').map(body)
    expect(first).toMatchObject({ attachmentIds: ['a-1'] })
    expect(second).toEqual(first)
  })

  it('goes along where the conversation goes on', async () => {
    await talk('r')
    instead = (path) => (path.endsWith('/messages') ? cut() : undefined)
    await chat.say('转错了')
    await chat.attach(new File(['x'], 'screen.png', { type: 'image/png' }))
    lines = [{ seq: 1, at: new Date().toISOString(), author: 'SYSTEM', text: '接着说' }]
    instead = (path) => (path.endsWith('/r/messages') ? json({ conversationId: 's' }) : undefined)
    await chat.say('在吗')
    expect(chat.id.value).toBe('s')
    expect(
      chat.lines.value.filter((one) => one.failed).map((one) => one.file?.name ?? one.line.text),
    ).toEqual(['转错了', 'screen.png'])
    expect(chat.lines.value[0]?.line.text).toBe('接着说')
  })
})
