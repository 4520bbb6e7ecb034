import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attempt, once } from './attempts'
import { ProblemError } from './client'

const keys: string[] = []
let answers: (() => Response | Promise<Response>)[] = []

const answer = (status: number, body: unknown) => () =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
const refusal = (status: number, code: string, more: object = {}) =>
  answer(status, { status, code, money: 'NOT_TAKEN', actions: [], ...more })
const nothing = () => {
  throw new TypeError('the line is cut')
}
const lunch = { toPhone: '13900000000', amount: { amount: '36.50', asset: 'CNY' } }

function send(content: object = lunch, pin = '314159'): Promise<unknown> {
  return attempt('/api/v1/transfers', content, { pin }).catch((thrown: unknown) => thrown)
}

beforeEach(() => {
  keys.length = 0
  sessionStorage.clear()
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('Idempotency-Key') ?? '')
    return (answers.shift() ?? answer(201, { id: 'done' }))()
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('an attempt at moving money', () => {
  it.each([
    ['no answer came', nothing],
    ['the server failed', refusal(500, 'INTERNAL', { money: 'CHECKING' })],
    ['the server was away', refusal(503, 'UNAVAILABLE')],
    [
      'what was begun is looked into',
      refusal(503, 'UNAVAILABLE', { money: 'CHECKING', subject: { kind: 'ATTEMPT', id: '1' } }),
    ],
    ['a proxy answered', answer(502, '<html>Bad gateway</html>')],
    ['nothing readable came of it', answer(201, '<html>')],
    ['where the money is gets looked into', refusal(409, 'ANY', { money: 'CHECKING' })],
    ['the PIN was wrong', refusal(403, 'PIN_WRONG')],
    ['another proof was asked for', refusal(403, 'STEP_UP_NEEDED')],
    ['the session was over', refusal(401, 'NOT_SIGNED_IN')],
    ['there were too many calls', refusal(429, 'TOO_MANY_REQUESTS')],
  ])('keeps its key when %s', async (_, first) => {
    answers = [first]
    await send()
    expect(await send(lunch, '271828')).toEqual({ id: 'done' })
    expect(keys[1]).toBe(keys[0])
  })

  it.each([
    ['it was done', answer(201, { id: 'done' })],
    [
      'it was refused for good',
      refusal(422, 'INSUFFICIENT_BALANCE', { subject: { kind: 'ATTEMPT', id: '1' } }),
    ],
    [
      'its top-up was refused',
      refusal(422, 'SINGLE_LIMIT', { subject: { kind: 'TOP_UP', id: '1' } }),
    ],
    [
      'that the server was away was written down as its answer',
      refusal(503, 'UNAVAILABLE', { subject: { kind: 'ATTEMPT', id: '1' } }),
    ],
    ['the key is of other content', refusal(409, 'IDEMPOTENCY_CONFLICT')],
  ])('has its answer when %s: the same once more is another one', async (_, first) => {
    answers = [first]
    await send()
    await send()
    expect(keys[1]).not.toBe(keys[0])
  })

  it('is another one when something of it is different', async () => {
    answers = [nothing, nothing]
    await send()
    await send({ ...lunch, memo: 'lunch' })
    await send()
    expect(keys[1]).not.toBe(keys[0])
    expect(keys[2]).toBe(keys[0])
  })

  it('keeps its key over a reload of the page, and says nothing of whom and how much', async () => {
    answers = [nothing]
    await send()
    vi.resetModules()
    const anew = await import('./attempts')
    await anew.attempt('/api/v1/transfers', lunch, { pin: '314159' })
    expect(keys[1]).toBe(keys[0])
    answers = [nothing]
    await send()
    const left = Object.entries({ ...sessionStorage }).join()
    expect(left).not.toMatch(/139|36\.50|3141/)
  })

  it('sent again while its answer is on the way is still the same', async () => {
    let arrive: (late: Response) => void = () => undefined
    answers = [() => new Promise((give) => (arrive = give))]
    const first = send()
    await vi.waitFor(() => expect(keys).toHaveLength(1))
    await send()
    arrive(answer(201, { id: 'done' })())
    await first
    expect(keys[1]).toBe(keys[0])
  })

  it('shows the way to the bills and to somebody when nobody knows what became of it', async () => {
    answers = [nothing]
    const thrown = await send()
    expect(thrown).toBeInstanceOf(ProblemError)
    expect((thrown as ProblemError).problem).toMatchObject({
      money: 'CHECKING',
      support: true,
      actions: [{ kind: 'BILLS', href: '/app/bills' }],
    })
  })
})

describe('what is to be done once and moves no money', () => {
  const say = (message: string) =>
    once('/api/v1/conversations', { message }).catch((thrown: unknown) => thrown)

  it('keeps its key until it was answered, and says nothing of bills', async () => {
    answers = [nothing]
    const thrown = await say('你好')
    expect((thrown as ProblemError).problem).toMatchObject({ code: 'NETWORK', actions: [] })
    await say('你好')
    await say('你好')
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[1])
  })
})
