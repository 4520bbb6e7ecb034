import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import Talk from './Talk.vue'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
const ITEM = {
  id: 'c',
  state: 'OPEN',
  claimedBy: { id: 's', name: '周晓' },
  openedAt: '2026-11-24T02:00:00Z',
} as Item
const told = vi.fn()

function show(visible: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('a conversation in hand', () => {
  beforeEach(() => {
    told.mockReset()
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, init: RequestInit) => {
        if (init.method === 'POST') told(path.split('/').pop())
        const items = [{ seq: 7, at: '2026-11-24T02:00:00Z', author: 'CUSTOMER', text: '在吗' }]
        return Promise.resolve(new Response(JSON.stringify({ items })))
      }),
    )
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('is read, and who is named in it told so, when somebody looks', async () => {
    show(false)
    const talk = mount(Talk, {
      props: { item: ITEM, staff: STAFF, changed: 0, typing: false },
      global: {
        plugins: [i18n],
        stubs: ['Handling', 'TalkRouting', 'TalkLines', 'TalkWrite'],
      },
    })
    await flushPromises()
    expect(told).not.toHaveBeenCalled()
    show(true)
    expect(told.mock.calls.flat().sort()).toEqual(['mentions-seen', 'read'])
    talk.unmount()
  })

  it('keeps saying why an act was refused until that is closed', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string) =>
        Promise.resolve(
          path.endsWith('/close')
            ? new Response(JSON.stringify({ code: 'STALE_REPLY', title: '晚了', actions: [] }), {
                status: 409,
              })
            : new Response(JSON.stringify({ items: [] })),
        ),
      ),
    )
    const talk = mount(Talk, {
      props: { item: ITEM, staff: STAFF, changed: 0, typing: false },
      global: { plugins: [i18n], stubs: ['Handling', 'TalkRouting', 'TalkLines', 'TalkWrite'] },
    })
    await flushPromises()
    await talk.get('#close').trigger('click')
    await flushPromises()
    await talk.setProps({ changed: 1 })
    await flushPromises()
    expect(talk.text()).toContain('晚了')
    await talk.get('.refused button').trigger('click')
    expect(talk.text()).not.toContain('晚了')
    talk.unmount()
  })

  it('is ended as it was read, and what came meanwhile is read before it is ended again', async () => {
    const ends: unknown[] = []
    const lines = [{ seq: 7, at: '2026-11-24T02:00:00Z', author: 'CUSTOMER', text: '在吗' }]
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      if (!path.endsWith('/close'))
        return Promise.resolve(
          new Response(JSON.stringify({ items: path.endsWith('=7') ? lines.slice(1) : lines })),
        )
      ends.push(JSON.parse(String(init.body)))
      lines.push({ seq: 8, at: '2026-11-24T02:01:00Z', author: 'CUSTOMER', text: '又少了一笔' })
      const refusal = { code: 'STALE_REPLY', title: '晚了', actions: [] }
      return Promise.resolve(new Response(JSON.stringify(refusal), { status: 409 }))
    })
    const talk = mount(Talk, {
      props: { item: ITEM, staff: STAFF, changed: 0, typing: false },
      global: { plugins: [i18n], stubs: ['Handling', 'TalkRouting', 'TalkWrite'] },
    })
    await flushPromises()
    await talk.get('#close').trigger('click')
    await flushPromises()
    expect(ends).toEqual([{ seenSeq: 7 }])
    expect(talk.text()).toContain('又少了一笔')
    expect(talk.emitted('seen')?.at(-1)).toEqual([8])
    talk.unmount()
  })

  it('has its end beside it once the call it began with is over', async () => {
    const talk = mount(Talk, {
      props: {
        item: { ...ITEM, channel: 'PHONE', onCall: true } as Item,
        staff: STAFF,
        changed: 0,
        typing: false,
      },
      global: { plugins: [i18n], stubs: ['Handling', 'TalkRouting', 'TalkLines', 'TalkWrite'] },
    })
    await flushPromises()
    expect(talk.find('#close').exists()).toBe(false)
    await talk.setProps({ item: { ...ITEM, channel: 'PHONE', onCall: false } as Item })
    expect(talk.find('#close').exists()).toBe(true)
    talk.unmount()
  })

  it('that somebody else has asks why it is looked at before it shows a line', async () => {
    let why = ''
    const items = [{ seq: 7, at: '2026-11-24T02:00:00Z', author: 'CUSTOMER', text: '在吗' }]
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, init: RequestInit) => {
        if (path.endsWith('/looks')) why = String(init.body)
        if (path.endsWith('/messages?afterSeq=0') && !why)
          return Promise.resolve(
            new Response(JSON.stringify({ code: 'LOOK_REASON_NEEDED' }), { status: 403 }),
          )
        return Promise.resolve(new Response(JSON.stringify({ items })))
      }),
    )
    const theirs = { ...ITEM, customer: { id: 'p' }, claimedBy: { id: 'o', name: '刘洋' } } as Item
    const talk = mount(Talk, {
      props: { item: theirs, staff: STAFF, changed: 0, typing: false },
      global: { plugins: [i18n], stubs: ['Handling', 'TalkRouting', 'TalkWrite'] },
    })
    await flushPromises()
    expect(talk.text()).not.toContain('在吗')
    await talk.get('#lookReason').setValue('质检')
    await talk.get('form').trigger('submit')
    await flushPromises()
    expect(why).toContain('质检')
    expect(talk.text()).toContain('在吗')
    expect(talk.emitted('asks')).toEqual([[true], [false]])
    talk.unmount()
  })
})
