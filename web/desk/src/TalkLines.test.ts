import { flushPromises, mount } from '@vue/test-utils'
import type { ShownLine } from 'shared'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import TalkLines from './TalkLines.vue'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }

function line(internal: boolean): ShownLine {
  return {
    key: '1',
    sending: false,
    failed: false,
    line: {
      id: 'l',
      seq: 1,
      at: '2026-11-24T02:00:00Z',
      author: 'AGENT',
      authorName: '刘洋',
      text: '',
      attachments: [{ id: 'f', url: '/api/v1/attachments/f' }],
      state: 'SENT',
      internal,
    },
  }
}

describe('what was said', () => {
  beforeEach(() => {
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(new Response('{"state":"CLEAN","type":"image/png"}'))),
    )
  })
  afterEach(() => vi.unstubAllGlobals())

  it.each([true, false])(
    'has its pictures, in a note for colleagues too (%s)',
    async (internal) => {
      const talk = mount(TalkLines, {
        props: { item: { id: 'c' } as Item, staff: STAFF, lines: [line(internal)] },
        global: { plugins: [i18n] },
      })
      await flushPromises()
      expect(talk.find('.internal').exists()).toBe(internal)
      expect(talk.get('img').attributes('src')).toBe('/api/v1/desk/attachments/f')
      talk.unmount()
    },
  )
})
