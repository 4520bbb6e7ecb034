import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from './i18n'
import TalkWrite from './TalkWrite.vue'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
const MINE = { id: 's', name: '周晓' }

const cut = () => Promise.reject<Response>(new TypeError('cut'))
const json = (body: unknown, status = 200) =>
  Promise.resolve(new Response(JSON.stringify(body), { status }))

describe('a file', () => {
  let uploads = 0
  let sent: object[] = []
  /** How each line is answered, in order; then it is taken. */
  let answers: (() => Promise<Response>)[] = []
  let page: VueWrapper

  beforeEach(() => {
    uploads = 0
    sent = []
    answers = []
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      if (init.method !== 'POST') return json({ items: [] })
      if (path.endsWith('/attachments')) return json({ id: `a${++uploads}` })
      sent.push(JSON.parse(String(init.body)) as object)
      return (answers.shift() ?? (() => json({})))()
    })
  })
  afterEach(() => {
    page.unmount()
    vi.unstubAllGlobals()
  })

  /** Each test writes in a conversation of its own. */
  async function open(id: string): Promise<void> {
    page = mount(TalkWrite, {
      props: {
        item: { id, state: 'OPEN', language: 'zh-CN', claimedBy: MINE } as Item,
        staff: STAFF,
        seen: 7,
      },
      global: { plugins: [i18n], stubs: ['AnswerPicker', 'MacroMenu'] },
    })
    await flushPromises()
  }

  async function pick(): Promise<void> {
    const input = page.get<HTMLInputElement>('[type=file]')
    const files = [new File(['x'], 'screen.png', { type: 'image/png' })]
    Object.defineProperty(input.element, 'files', { value: files, configurable: true })
    await input.trigger('change')
    await flushPromises()
  }

  async function press(what: 'again' | 'discard'): Promise<void> {
    const name = i18n.global.t(`write.${what}Of`, { name: 'screen.png' })
    await page.get(`.files [aria-label="${name}"]`).trigger('click')
    await flushPromises()
  }

  it('whose answer was lost is the same line again, uploaded once, also after looking elsewhere', async () => {
    answers = [cut, cut]
    await open('lost')
    await pick()
    expect(page.get('.files').text()).toContain('screen.png')
    await press('again')
    page.unmount()
    await open('lost')
    await press('again')
    expect(uploads).toBe(1)
    expect(sent).toHaveLength(3)
    expect(sent[0]).toMatchObject({ attachmentIds: ['a1'], seenSeq: 7 })
    expect(sent[1]).toEqual(sent[0])
    expect(sent[2]).toEqual(sent[0])
    expect(page.find('.files').exists()).toBe(false)
  })

  it('sent past what the customer wrote meanwhile stays, and says what came', async () => {
    answers = [() => json({ code: 'STALE_REPLY', title: '晚了', actions: [] }, 409)]
    await open('stale')
    await pick()
    expect(page.emitted('stale')).toEqual([[7]])
    await page.setProps({ seen: 9 })
    expect(page.get('.stale').text()).toContain('2')
    await press('again')
    expect(sent[1]).toMatchObject({ attachmentIds: ['a1'], seenSeq: 9 })
    expect(page.find('.stale').exists()).toBe(false)
  })

  it('for colleagues stays for them, and one that is let go of is not sent', async () => {
    answers = [cut, cut]
    await open('note')
    await page.findAll('.modes button')[1]?.trigger('click')
    await pick()
    await page.findAll('.modes button')[0]?.trigger('click')
    await press('again')
    expect(sent).toMatchObject([{ internal: true }, { internal: true }])
    await press('discard')
    expect(page.find('.files').exists()).toBe(false)
    expect(sent).toHaveLength(2)
  })
})
