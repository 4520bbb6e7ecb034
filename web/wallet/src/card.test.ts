import { expect, it } from 'vitest'
import { digitsOf, grouped } from './card'

it('groups a card number as it stands on the card', () => {
  expect(grouped('6222020000000000000')).toBe('6222 0200 0000 0000 000')
  expect(grouped('６２２２ 02')).toBe('6222 02')
  expect(grouped('62220200000000000001234')).toBe('6222 0200 0000 0000 000')
  expect(digitsOf('6222 0200-00')).toBe('6222020000')
})
