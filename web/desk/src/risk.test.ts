import { expect, test } from 'vitest'
import { sent, typed } from './risk'

test('money is typed in yuan and sent in minor units, exactly', () => {
  expect(typed('amount', 300000)).toBe('3000.00')
  expect(sent('amount', '3000')).toBe(300000)
  expect(sent('amount', '0.1')).toBe(10)
  expect(sent('sum', '1.15')).toBe(115)
  expect(sent('amount', '1.155')).toBeUndefined()
  expect(sent('amount', '-1')).toBeUndefined()
})

test('what is no money is a whole number', () => {
  expect(sent('minutes', '60')).toBe(60)
  expect(sent('minutes', '6.5')).toBeUndefined()
  expect(typed('times', 5)).toBe('5')
})
