import { reactive } from 'vue'

/** What somebody began to write in a conversation: words, and whether they are for colleagues only. */
export interface Draft {
  words: string
  internal: boolean
  /** What was last tried without an answer, and its id: the same again is the same line, anything else is another. */
  tried: string
  clientId: string
}

const drafts = reactive(new Map<string, Draft>())

/** One for each conversation while the desk is open: looking elsewhere loses nothing, and makes no answer of a note. */
export function draftOf(staffId: string, conversation: string): Draft {
  const key = `${staffId} ${conversation}`
  if (!drafts.has(key)) drafts.set(key, { words: '', internal: false, tried: '', clientId: '' })
  return drafts.get(key) as Draft
}
