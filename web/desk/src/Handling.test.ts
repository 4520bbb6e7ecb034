import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import Handling from './Handling.vue'
import { i18n } from './i18n'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
const GUESTS = { id: 'one', state: 'WAITING', guest: true, tags: [] as string[] } as Item

describe('merging', () => {
  afterEach(() => vi.unstubAllGlobals())

  it("offers a guest's other conversations, as the server knows them", async () => {
    const other = {
      id: 'other',
      title: '收不到',
      lastMessage: '还在吗',
      lastAt: '2026-11-24T02:00:00Z',
    }
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string) => {
        const items = path === '/api/v1/desk/conversations/one/mergeable' ? [other] : []
        return Promise.resolve(new Response(JSON.stringify({ items })))
      }),
    )
    const acts = mount(Handling, {
      props: { item: GUESTS, staff: STAFF },
      global: { plugins: [i18n] },
    })
    await acts.get('[data-act=merge]').trigger('click')
    await flushPromises()
    const offered = acts.findAll('#mergeInto option').map((one) => one.attributes('value'))
    expect(offered).toEqual(['', 'other'])
    acts.unmount()
  })
})
