import { get, put } from 'shared'
import type { Answered } from './factors'

/** A phrase of the server's list, and how it is read. */
export interface PhraseChoice {
  phrase: string
  pinyin: string
}

/** The customer's phrase, if one was chosen, and a dozen to choose from. */
export interface Phrases {
  phrase?: string
  choices: PhraseChoice[]
}

const PATH = '/api/v1/me/phrase'

export function readPhrases(): Promise<Phrases> {
  return get<Phrases>(PATH)
}

export function choosePhrase(phrase: string, answered: Answered): Promise<void> {
  return put<void>(PATH, { phrase, ...answered })
}
