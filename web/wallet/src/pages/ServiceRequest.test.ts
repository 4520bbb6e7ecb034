import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../i18n'
import { router } from '../router'
import { session } from '../session'
import ServiceRequest from './ServiceRequest.vue'

const AT = new Date().toISOString()
const LINE = { at: AT, attachments: [], state: 'SENT', internal: false }
const LINES = [
  { ...LINE, id: 'a', seq: 1, author: 'CUSTOMER', text: '发错了' },
  {
    ...LINE,
    id: 'b',
    seq: 2,
    author: 'SYSTEM',
    text: '请看这一篇',
    answer: { source: '充值', href: '/help/top-up' },
  },
]
let state = 'IN_PROGRESS'
let turn = 'OURS'
let continuedIn: string | undefined
const asked = vi.fn()

function answer(path: string): unknown {
  if (path.includes('/messages?')) return { items: LINES }
  if (path.endsWith('/service-requests/r')) {
    const request = { id: 'r', number: '10000017', title: '充值', state, turn, continuedIn }
    return { request, answers: [], links: [] }
  }
  return { id: 'r', state: 'OPEN', otherGot: 0, otherRead: 0, conversationId: 'r' }
}

describe('what was said in a request', () => {
  beforeEach(async () => {
    state = 'IN_PROGRESS'
    turn = 'OURS'
    continuedIn = undefined
    asked.mockReset()
    vi.stubGlobal('scrollTo', () => undefined)
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, init: RequestInit) => {
        if (init.method !== 'GET') asked(`${init.method} ${path}`, init.body)
        return Promise.resolve(new Response(JSON.stringify(answer(path))))
      }),
    )
    session.value = { customerId: 'c', csrfToken: '', displayName: '', phone: '' }
    await router.push('/service-requests/r')
  })
  afterEach(async () => {
    await flushPromises()
    session.value = null
    vi.unstubAllGlobals()
  })

  async function open() {
    const page = mount(ServiceRequest, {
      global: { plugins: [i18n, router] },
    })
    await flushPromises()
    return page
  }

  function press(page: Awaited<ReturnType<typeof open>>, words: string) {
    const found = page.findAll('button').find((one) => one.text() === i18n.global.t(words))
    return found?.trigger('click')
  }

  it('whose turn it is is said once, with what follows', async () => {
    state = 'WAITING_FOR_CUSTOMER'
    turn = 'CUSTOMER'
    const page = await open()
    expect(page.find('.note').text()).toBe(
      i18n.global.t('care.turns.CUSTOMER') + i18n.global.t('care.afterYou'),
    )
    page.unmount()
  })

  it('can be taken back, judged and taken to a person, as in a chat', async () => {
    const page = await open()
    await press(page, 'chat.takeBack')
    await press(page, 'assistant.helpful')
    await press(page, 'assistant.human')
    await flushPromises()
    const calls = asked.mock.calls.map(([call]) => String(call))
    expect(calls.some((call) => /^POST .*\/messages\/1\/withdraw$/.test(call))).toBe(true)
    expect(calls.some((call) => /^PUT .*\/messages\/2\/helpful$/.test(call))).toBe(true)
    const written = asked.mock.calls.find(([call]) => /^POST .*\/messages$/.test(String(call)))
    expect(written?.[1]).toContain(i18n.global.t('assistant.human'))
    page.unmount()
  })

  it('leads to the conversation it goes on in, and is not reopened', async () => {
    state = 'CLOSED'
    continuedIn = 'c2'
    const page = await open()
    expect(page.get('a[href$="/chat/c2"]').text()).toBe(i18n.global.t('chat.goThere'))
    expect(page.find('#why').exists()).toBe(false)
    page.unmount()
  })

  it('calls nobody once it is closed', async () => {
    state = 'CLOSED'
    const page = await open()
    expect(page.text()).not.toContain(i18n.global.t('assistant.human'))
    page.unmount()
  })
})
