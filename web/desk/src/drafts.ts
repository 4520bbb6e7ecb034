import { reactive } from 'vue'
import type { Problem } from 'shared'

/** A file that is a line of its own: it stays until it was sent, and is the same line however often it is tried. */
export interface UnsentFile {
  file: File
  internal: boolean
  clientId: string
  /** Its id once it is stored: it is uploaded once. */
  stored?: string
  sending: boolean
  problem?: Problem
}

/** What somebody began to write in a conversation: words, and whether they are for colleagues only. */
export interface Draft {
  words: string
  internal: boolean
  /** What was last tried without an answer, and its id: the same again is the same line, anything else is another. */
  tried: string
  clientId: string
  files: UnsentFile[]
}

const drafts = reactive(new Map<string, Draft>())

/** One for each conversation while the desk is open: looking elsewhere loses nothing, and makes no answer of a note. */
export function draftOf(staffId: string, conversation: string): Draft {
  const key = `${staffId} ${conversation}`
  if (!drafts.has(key))
    drafts.set(key, { words: '', internal: false, tried: '', clientId: '', files: [] })
  return drafts.get(key) as Draft
}
