import { describe, expect, it, vi } from 'vitest'
import { useLoad } from './load'

describe('what is read for a screen', () => {
  it('is the answer to the latest question, also when an earlier one answers last', async () => {
    const answers: ((value: string) => void)[] = []
    const { data, reload } = useLoad(() => new Promise<string>((wake) => answers.push(wake)))
    const second = reload()
    answers[1]?.('second')
    await second
    answers[0]?.('first')
    await Promise.resolve()
    await Promise.resolve()
    expect(data.value).toEqual({ state: 'done', value: 'second' })
  })

  it('stays on screen when a later look fails, and the next one is shown', async () => {
    const answers: (() => Promise<string>)[] = [
      async () => 'under way',
      () => Promise.reject(new TypeError('the line is cut')),
      async () => 'done',
    ]
    const { data, refresh } = useLoad(() => (answers.shift() ?? (() => Promise.reject()))())
    await vi.waitFor(() => expect(data.value.state).toBe('done'))
    await refresh()
    expect(data.value).toEqual({ state: 'done', value: 'under way' })
    await refresh()
    expect(data.value).toEqual({ state: 'done', value: 'done' })
  })

  it('is never older than what is shown', async () => {
    const answers: ((value: string) => void)[] = []
    const { data, refresh } = useLoad(() => new Promise<string>((wake) => answers.push(wake)))
    answers[0]?.('under way')
    await vi.waitFor(() => expect(data.value.state).toBe('done'))
    const slow = refresh()
    const fast = refresh()
    answers[2]?.('done')
    await fast
    answers[1]?.('under way')
    await slow
    expect(data.value).toEqual({ state: 'done', value: 'done' })
  })
})
