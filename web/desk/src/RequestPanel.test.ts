import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import RequestPanel from './RequestPanel.vue'
import type { OneRequest } from './requests'

const ONE = {
  line: {
    request: { id: 'r', number: '10000017', state: 'IN_PROGRESS', submittedAt: '2026-11-24' },
  },
  answers: [],
  links: [],
  changes: [],
  moves: ['RESOLVED'],
} as unknown as OneRequest

describe('a request', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is moved on as it was read, and what its customer wrote meanwhile is read first', async () => {
    const sent: unknown[] = []
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      sent.push(JSON.parse(String(init.body)))
      const refusal = { code: 'STALE_REPLY', title: '晚了', actions: [] }
      return Promise.resolve(new Response(JSON.stringify(refusal), { status: 409 }))
    })
    const panel = mount(RequestPanel, {
      props: { one: ONE, seen: 7 },
      global: { plugins: [i18n] },
    })
    await panel.get('#moveNote').setValue('已经到账')
    const resolve = panel
      .findAll('button')
      .find((one) => one.text() === i18n.global.t('requests.moves.RESOLVED'))
    await resolve?.trigger('click')
    await flushPromises()
    expect(sent).toEqual([{ state: 'RESOLVED', note: '已经到账', seenSeq: 7 }])
    expect(panel.emitted('stale')).toEqual([[7]])
    expect(panel.text()).toContain('晚了')
    expect((panel.get('#moveNote').element as HTMLTextAreaElement).value).toBe('已经到账')
    panel.unmount()
  })
})
