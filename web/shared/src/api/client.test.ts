import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask, file, get, post, problemOf, setApiLanguage, submit } from './client'
import type { Problem } from './types'

function answering(give: (signal: AbortSignal) => Promise<Response>): void {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => give(init.signal as AbortSignal))
}

async function problem(call: Promise<unknown>): Promise<Problem> {
  return problemOf(await call.catch((thrown: unknown) => thrown))
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  setApiLanguage('zh-CN')
})

describe('when no answer comes', () => {
  it('nothing of a question was to move, and it can be asked again', async () => {
    answering(() => Promise.reject(new TypeError('the line is cut')))
    for (const asked of [get('/api/v1/balances'), ask('/api/v1/trust/check', {})]) {
      const said = await problem(asked)
      expect(said).toMatchObject({ code: 'NETWORK', money: 'NOT_TAKEN', retry: true })
      expect(said.detail).not.toContain('扣款')
    }
  })

  it('it is not known whether a change was made', async () => {
    setApiLanguage('en')
    answering(() => Promise.reject(new TypeError('the line is cut')))
    expect(await problem(post('/api/v1/transfers'))).toMatchObject({
      code: 'NETWORK',
      title: 'No connection',
      money: 'CHECKING',
      retry: true,
    })
  })

  it('the same is said when it breaks off half way', async () => {
    const half = new ReadableStream({
      start: (stream) => stream.error(new TypeError('the line is cut')),
    })
    answering(async () => new Response(half, { status: 201 }))
    expect(await problem(post('/api/v1/transfers'))).toMatchObject({ money: 'CHECKING' })
  })

  it('nobody waits for ever, and longer where a file is on its way', async () => {
    const limits: number[] = []
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((within) => {
      limits.push(within)
      return AbortSignal.abort(new DOMException('too late', 'TimeoutError'))
    })
    answering((signal) => Promise.reject(signal.reason as Error))
    expect(await problem(post('/api/v1/transfers'))).toMatchObject({
      code: 'NO_ANSWER',
      title: '没有收到答复',
      money: 'CHECKING',
    })
    await problem(submit('/api/v1/attachments', new FormData()))
    await problem(file('/api/v1/statement-exports', {}))
    expect(limits).toEqual([30_000, 300_000, 300_000])
  })
})

describe('when somebody else answers in the place of the server', () => {
  it.each([
    ['a page', 502, '<html>Bad gateway</html>'],
    ['other JSON', 504, '{"message":"timed out"}'],
    ['nothing', 502, ''],
    ['a page that calls itself done', 200, '<html>Please sign in to the network</html>'],
  ])('with %s, it is no answer', async (_, status, body) => {
    answering(async () => new Response(body, { status }))
    expect(await problem(post('/api/v1/transfers'))).toMatchObject({
      status,
      code: 'NO_ANSWER',
      money: 'CHECKING',
      actions: [],
    })
    expect(await problem(get('/api/v1/balances'))).toMatchObject({ money: 'NOT_TAKEN' })
  })

  it('an answer without a body is one', async () => {
    answering(async () => new Response(null, { status: 204 }))
    expect(await post('/api/v1/me/freezes')).toBeUndefined()
  })
})
