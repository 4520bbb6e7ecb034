import { describe, expect, it } from 'vitest'
import { placeIn } from './scan'

const token = 'A'.repeat(43)

describe('a scanned code', () => {
  it('of ours leads to its page', () => {
    expect(placeIn(`https://wallet.example/app/pay/${token}`, 'https://wallet.example')).toBe(
      `/pay/${token}`,
    )
  })

  it.each([
    `https://elsewhere.example/app/pay/${token}`,
    `https://wallet.example.elsewhere.example/app/pay/${token}`,
    `http://wallet.example/app/pay/${token}`,
    `https://wallet.example@elsewhere.example/app/pay/${token}`,
    `https://wallet.example/app/pay/${token}/../../settings`,
    'https://wallet.example/app/settings/pin',
    'javascript:alert(1)',
    'just some words',
    '',
  ])('of somebody else leads nowhere: %s', (text) => {
    expect(placeIn(text, 'https://wallet.example')).toBeUndefined()
  })
})
