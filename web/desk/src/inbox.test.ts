import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import Conversations from './Conversations.vue'
import { i18n } from './i18n'
import { go } from './route'
import type { Item } from './types'

const STAFF = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
const ALL = 60
const PAGE = 25

/** The server's list: pages of 25, the next one after a place. */
function answer(path: string): unknown {
  const url = new URL(path, 'http://localhost')
  if (url.pathname.endsWith('/tools'))
    return {
      items: [
        { id: 'v1', mine: true, nameZh: '没人接的', nameEn: 'Free', enabled: true },
        { id: 'v2', mine: true, nameZh: '停用的', nameEn: 'Off', enabled: false },
      ],
    }
  if (url.pathname.endsWith('/views/v1/conversations')) return { items: [row(7)] }
  if (url.pathname.endsWith('/conversations')) {
    const from = Number(url.searchParams.get('after') ?? 0)
    const items = Array.from({ length: Math.min(PAGE, ALL - from) }, (_, n) => row(from + n))
    return { items, ...(from + PAGE < ALL ? { next: String(from + PAGE) } : {}) }
  }
  if (/\/conversations\/c\d+$/.test(url.pathname))
    return row(Number(url.pathname.split('/c').pop()))
  return { items: [], tags: [] }
}

function row(n: number): Partial<Item> {
  return {
    id: `c${n}`,
    state: 'OPEN',
    topic: 'OTHER',
    title: 'T',
    channel: 'APP',
    unread: 0,
    lastMessage: `line ${n}`,
    lastAt: '2026-11-24T02:00:00Z',
    openedAt: '2026-11-24T02:00:00Z',
    priority: 'NORMAL',
    clocks: [],
    guest: true,
    tags: [],
    lastSeq: 1,
  }
}

describe('the inbox', () => {
  beforeEach(() => {
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string) => Promise.resolve(new Response(JSON.stringify(answer(path))))),
    )
  })
  afterEach(async () => {
    await flushPromises()
    vi.unstubAllGlobals()
  })

  function open() {
    return mount(Conversations, {
      props: { staff: STAFF },
      global: { plugins: [i18n], stubs: { Talk: true, CustomerPanel: true } },
      attachTo: document.body,
    })
  }

  it('gives more rows until there are no more', async () => {
    const inbox = open()
    await flushPromises()
    expect(inbox.findAll('.conversation')).toHaveLength(25)
    for (const rows of [50, 60]) {
      await inbox.find('.further button').trigger('click')
      await flushPromises()
      expect(inbox.findAll('.conversation')).toHaveLength(rows)
    }
    expect(inbox.find('.further').exists()).toBe(false)
    inbox.unmount()
  })

  it('goes on with the keyboard where the rows end', async () => {
    go('inbox', 'c24')
    const inbox = open()
    await flushPromises()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
    await flushPromises()
    expect(location.pathname).toBe('/desk/inbox/c25')
    expect(inbox.findAll('.conversation')).toHaveLength(50)
    inbox.unmount()
  })

  it('shows a working set', async () => {
    const inbox = open()
    await flushPromises()
    expect(inbox.findAll('#inboxView option').map((one) => one.text())).not.toContain('停用的')
    const asked = vi.mocked(fetch).mock.calls.map(([path]) => String(path))
    expect(asked, 'counts no set').not.toContain('/api/v1/desk/views')
    await inbox.find('#inboxView').setValue('view:v1')
    await flushPromises()
    expect(inbox.findAll('.conversation').map((one) => one.attributes('data-row'))).toEqual(['c7'])
    inbox.unmount()
  })
})
