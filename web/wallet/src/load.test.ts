import { describe, expect, it } from 'vitest'
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
})
