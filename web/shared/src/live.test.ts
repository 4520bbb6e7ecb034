import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Live } from './live'

/** What the browser's EventSource is to whoever listens. */
class Stream extends EventTarget {
  static opened: Stream[] = []
  readyState = 0
  constructor(readonly url: string) {
    super()
    Stream.opened.push(this)
  }
  close(): void {
    this.readyState = 2
  }
  says(kind: string, id: string): void {
    this.dispatchEvent(Object.assign(new Event(kind), { data: '{}', lastEventId: id }))
  }
  giveUp(): void {
    this.readyState = 2
    this.dispatchEvent(new Event('error'))
  }
}

let live: Live

beforeEach(() => {
  vi.useFakeTimers()
  Stream.opened = []
  vi.stubGlobal('EventSource', Stream)
  live = new Live('/events', ['message'])
})
afterEach(() => {
  live.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a stream the browser gave up is opened again from the last event', () => {
  live.open()
  Stream.opened[0]?.says('message', '17')
  Stream.opened[0]?.giveUp()
  vi.runAllTimers()
  expect(Stream.opened.map((one) => one.url)).toEqual(['/events', '/events?lastEventId=17'])
})

test('a stream that was closed stays closed', () => {
  live.open()
  Stream.opened[0]?.giveUp()
  live.close()
  vi.runAllTimers()
  expect(Stream.opened).toHaveLength(1)
})

test('one that is opened while it waits to come back is opened once', () => {
  live.open()
  Stream.opened[0]?.giveUp()
  live.open()
  vi.runAllTimers()
  expect(Stream.opened).toHaveLength(2)
})

test('while the browser itself comes back nothing else does', () => {
  live.open()
  Stream.opened[0]?.dispatchEvent(new Event('error'))
  vi.runAllTimers()
  expect(Stream.opened).toHaveLength(1)
})

/** The page is put by for the back button, or shown again from there. */
function turned(kind: 'pagehide' | 'pageshow'): void {
  dispatchEvent(Object.assign(new Event(kind), { persisted: true }))
}

test('a page put by keeps no stream, and goes on after the last event once it is shown again', () => {
  live.open()
  Stream.opened[0]?.says('message', '17')
  turned('pagehide')
  expect(Stream.opened[0]?.readyState).toBe(2)
  turned('pageshow')
  expect(Stream.opened.map((one) => one.url)).toEqual(['/events', '/events?lastEventId=17'])
})

test('a stream that was closed is not opened by a page that is shown again', () => {
  live.open()
  live.close()
  turned('pagehide')
  turned('pageshow')
  expect(Stream.opened).toHaveLength(1)
})
