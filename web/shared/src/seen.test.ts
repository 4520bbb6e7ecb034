import { afterEach, describe, expect, it, vi } from 'vitest'
import { whenSeen } from './seen'

function show(visible: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('how far was read', () => {
  afterEach(() => vi.restoreAllMocks())

  it('is told at once while the page can be seen', () => {
    const told: number[] = []
    const seen = whenSeen((seq) => told.push(seq))
    seen.upTo(3)
    expect(told).toEqual([3])
    seen.stop()
  })

  it('is told of a hidden page when somebody looks again, once and as far as it is', () => {
    const told: number[] = []
    const seen = whenSeen((seq) => told.push(seq))
    show(false)
    seen.upTo(3)
    seen.upTo(4)
    expect(told).toEqual([])
    show(true)
    show(false)
    show(true)
    expect(told).toEqual([4])
    seen.stop()
  })

  it('is not told after the page was left', () => {
    const told: number[] = []
    const seen = whenSeen((seq) => told.push(seq))
    show(false)
    seen.upTo(3)
    seen.stop()
    show(true)
    expect(told).toEqual([])
  })
})
