import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actsEn, actsZh } from './words/acts'

const SOURCES = 'src/main/java'

/** What looks like the name of an act and stands in the same files, but is none. */
const NONE = [
  'account.close',
  'account.late',
  'amount.asset',
  'audit-trail.csv',
  'audit-trail.jsonl',
  'content.acts',
  'lookup.neither',
  'order.refund',
  'role.and',
  'role.none',
  'rule.class.year',
]
const NONE_BEGIN = ['call.said.', 'request.said.', 'system.']

/** Every name of an act: the literals of a name's shape in what writes to the trail. */
function acts(): string[] {
  const found = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.java'))
    .map((name) => readFileSync(join(SOURCES, name), 'utf8'))
    .filter((source) => source.includes('AuditTrail'))
    .flatMap((source) => source.match(/(?<=")[a-z-]+(\.[a-z-]+)+(?=")/g) ?? [])
  return [...new Set(found)].filter(
    (name) => !NONE.includes(name) && !NONE_BEGIN.some((begin) => name.startsWith(begin)),
  )
}

describe('the audit trail', () => {
  it('has words for every act', () => {
    const all = acts()
    expect(all.length).toBeGreaterThan(70)
    const wordless = all.filter((name) => !(name.replace(/[.-]/g, '_') in actsZh.acts))
    expect(wordless).toEqual([])
  })

  it('says none of them in the other language', () => {
    for (const words of Object.values(actsZh.acts)) expect(words).toMatch(/[\u4e00-\u9fff]/)
    for (const words of Object.values(actsEn.acts)) expect(words).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
