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
  /** What is answered in place of the usual. */
  let instead: (path: string) => Promise<Response> | undefined = () => undefined
  let page: ReturnType<typeof shown>

  beforeEach(() => {
    posts = []
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
      if (path.includes('/messages?')) return json({ items: [] })
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
})
