import { get, type Failure, type Money, type Page } from 'shared'

export type Kind =
  'IDENTITY_NUMBER' | 'PHONE_OWNER' | 'BANK_CARD' | 'FACE' | 'DOCUMENT' | 'FACE_TO_FACE'

export interface Check {
  id: string
  kind: Kind
  title: string
  state: 'ASKED' | 'UNKNOWN' | 'UNDER_REVIEW' | 'PASSED' | 'FAILED'
  askedAt: string
  validUntil?: string
  cardTail?: string
  documentUntil?: string
  failure?: Failure
  progress?: Failure
}

export interface KindShown {
  kind: Kind
  title: string
  available: boolean
  done: boolean
  latest?: Check
}

export interface Verification {
  class: string
  name?: string
  identityNumber?: string
  lastsUntil?: string
  classes: { class: string; checks: number; faceToFace: boolean }[]
  checks: KindShown[]
  done: number
  next?: Kind
  demo: boolean
}

export interface Gives {
  class: string
  items: { code: string; title: string; period: string; cap: Money }[]
}

export function readVerification(): Promise<Verification> {
  return get<Verification>('/api/v1/me/verification')
}

export async function readGives(): Promise<Gives[]> {
  return (await get<Page<Gives>>('/api/v1/limits/classes')).items
}

/** Where a kind stands, as a word of `realName.states`. */
export function stateOf(shown: KindShown, numberDone: boolean): string {
  const latest = shown.latest
  if (shown.done) return 'PASSED'
  if (latest?.state === 'PASSED') return 'expired'
  if (latest) return latest.state
  if (!shown.available) return 'unavailable'
  return numberDone || shown.kind === 'IDENTITY_NUMBER' ? 'none' : 'first'
}

/** How soon to look again, in milliseconds; undefined when nothing is under way that takes seconds. */
export function lookAgainIn(all: Verification): number | undefined {
  const states = all.checks.map((each) => each.latest?.state)
  if (states.includes('ASKED')) return 600
  return states.includes('UNKNOWN') ? 3000 : undefined
}

const LONGEST_SIDE = 2000

/** A photo no larger than needed to read it: what a phone takes is many times that. */
export async function smaller(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9))
    return drawn ?? file
  } catch {
    // What cannot be drawn the server refuses, with words.
    return file
  }
}
