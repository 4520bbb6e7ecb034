import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n, speak } from '../i18n'
import HelpTopics from './HelpTopics.vue'

const ARTICLES = [
  { slug: 'refund-times', title: 'When refunds arrive', topic: 'REFUND' },
  { slug: 'sign-in-locked', title: 'It is locked', topic: 'LOCK' },
  { slug: 'ask-to-unlock', title: 'Ask to unlock it', topic: 'LOCK' },
]

describe('help by topic', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('offers the topics there are articles about, and lists those of the one chosen', async () => {
    speak('en')
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ items: ARTICLES })))
    const help = mount(HelpTopics, {
      global: {
        plugins: [i18n],
        stubs: { RouterLink: { props: ['to'], template: '<a :href="to"><slot /></a>' } },
      },
    })
    await flushPromises()
    expect(help.findAll('label').map((label) => label.text())).toEqual([
      'Account locked',
      'Refunds',
    ])
    expect(help.findAll('a')).toHaveLength(0)
    await help.get('input[value=LOCK]').setValue()
    expect(help.findAll('a').map((link) => link.attributes('href'))).toEqual([
      '/help/sign-in-locked',
      '/help/ask-to-unlock',
    ])
  })
})
