import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from './en'
import { zh } from './zh'

function keys(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value as object, `${before}${key}.`) : [before + key],
  )
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(join(folder, entry.name))
      : entry.name.endsWith('.vue')
        ? [join(folder, entry.name)]
        : [],
  )
}

describe('the words of the wallet', () => {
  it('are the same in both languages', () => {
    expect(keys(en).sort()).toEqual(keys(zh).sort())
  })

  it('are all there that a screen asks for', () => {
    const known = new Set(keys(zh))
    for (const file of files(join(process.cwd(), 'web/wallet/src'))) {
      for (const [, key] of readFileSync(file, 'utf8').matchAll(/\bt\('([\w.]+)'[),]/g)) {
        expect(known.has(key ?? ''), `${key} in ${file}`).toBe(true)
      }
    }
  })

  it('stand in no template', () => {
    for (const file of files(join(process.cwd(), 'web'))) {
      const template = /<template>([\s\S]*)<\/template>/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
      const bare = template
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/\{\{[\s\S]*?\}\}/g, '')
        .match(/[\p{Script=Han}]+/gu)
      // The name of a language is written in that language.
      expect(
        (bare ?? []).filter((w) => !['简体中文', '中文', '中'].includes(w)),
        file,
      ).toEqual([])
    }
  })
})
