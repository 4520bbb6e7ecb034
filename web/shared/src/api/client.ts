import { isUnattended } from './attended'
import type { Problem } from './types'

/** A refusal or failure of a call, as the server said it, or made up here when no answer came at all. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

/** How long an answer may take, in milliseconds; what carries a file may take longer. */
const ANSWER_WITHIN = 30_000
const FILE_WITHIN = 300_000

let csrfToken = ''
let language = 'zh-CN'
let onSignedOut: () => void = () => {}

export function setCsrfToken(token: string): void {
  csrfToken = token
}

export function setApiLanguage(tag: string): void {
  language = tag
}

/** Called when the server says that nobody is signed in. */
export function whenSignedOut(call: () => void): void {
  onSignedOut = call
}

/** What this client says itself, in the language in use. */
export function said(zh: string, en: string): string {
  return language.startsWith('zh') ? zh : en
}

/** A key for one attempt: the same attempt sent again keeps its key, so nothing is done twice. */
export function newKey(): string {
  return crypto.randomUUID()
}

export function get<T>(path: string): Promise<T> {
  return call<T>('GET', path)
}

export function post<T>(path: string, body: unknown = {}, key: string = newKey()): Promise<T> {
  return call<T>('POST', path, body, key)
}

/** A POST that changes nothing: no key, since nothing of it is to be kept. */
export function ask<T>(path: string, body: unknown): Promise<T> {
  return call<T>('POST', path, body, undefined, false)
}

/** A file that is kept, or made for the caller of what is in the body; its name is the server's. */
export function file(path: string, body?: unknown): Promise<{ name: string; content: Blob }> {
  const init: RequestInit = { method: 'GET', headers: headers() }
  if (body !== undefined) {
    init.method = 'POST'
    init.headers = { ...init.headers, 'Content-Type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  return fetched(path, init, false, FILE_WITHIN, async (response) => {
    if (!response.ok) return answer(response.status, await response.text(), false)
    const disposition = response.headers.get('Content-Disposition') ?? ''
    return {
      name: /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'file',
      content: await response.blob(),
    }
  })
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>('PUT', path, body, newKey())
}

export function del<T>(path: string): Promise<T> {
  return call<T>('DELETE', path)
}

export function upload<T>(path: string, file: File): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return submit<T>(path, form)
}

/** Sends a form with files; the key is the attempt's. */
export function submit<T>(path: string, form: FormData, key = newKey()): Promise<T> {
  return send<T>(path, { method: 'POST', headers: headers(key), body: form }, true, FILE_WITHIN)
}

/** Sends a file and tells how much of it is gone, from 0 to 1. */
export function uploadTold<T>(path: string, file: File, told: (part: number) => void): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    for (const [name, value] of Object.entries(headers(newKey())))
      request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) told(event.loaded / event.total)
    }
    request.timeout = FILE_WITHIN
    request.onerror = () => reject(new ProblemError(noAnswer(true)))
    request.ontimeout = () => reject(new ProblemError(noAnswer(true, 'NO_ANSWER')))
    request.onload = () => {
      try {
        resolve(answer<T>(request.status, request.responseText, true))
      } catch (thrown) {
        reject(thrown)
      }
    }
    request.send(form)
  })
}

function call<T>(
  method: string,
  path: string,
  body?: unknown,
  key?: string,
  changes = method !== 'GET',
): Promise<T> {
  const init: RequestInit = { method, headers: headers(key) }
  if (body !== undefined) {
    init.headers = { ...init.headers, 'Content-Type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  return send<T>(path, init, changes, ANSWER_WITHIN)
}

function headers(key?: string): Record<string, string> {
  const all: Record<string, string> = { 'Accept-Language': language }
  if (csrfToken) all['X-CSRF-Token'] = csrfToken
  if (key) all['Idempotency-Key'] = key
  if (isUnattended()) all['X-Unattended'] = 'true'
  return all
}

function send<T>(path: string, init: RequestInit, changes: boolean, within: number): Promise<T> {
  return fetched(path, init, changes, within, async (response) =>
    answer<T>(response.status, await response.text(), changes),
  )
}

/** Whoever asks hears within a time, also when the line says nothing: that no answer came. */
async function fetched<T>(
  path: string,
  init: RequestInit,
  changes: boolean,
  within: number,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(within)
  try {
    return await read(await fetch(path, { ...init, credentials: 'same-origin', signal }))
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown
    throw new ProblemError(noAnswer(changes, signal.aborted ? 'NO_ANSWER' : 'NETWORK'))
  }
}

function answer<T>(status: number, text: string, changes: boolean): T {
  const json = parsed(text)
  const ok = status >= 200 && status < 300
  if (ok && (json !== undefined || text === '')) {
    const token = (json as { csrfToken?: string } | null | undefined)?.csrfToken
    if (token) csrfToken = token
    return json as T
  }
  const problem = json as Partial<Problem> | null | undefined
  if (ok || !problem?.code) {
    // Somebody between here and the server answered in its place.
    throw new ProblemError({ ...noAnswer(changes, 'NO_ANSWER'), status })
  }
  if (problem.code === 'NOT_SIGNED_IN') onSignedOut()
  throw new ProblemError(problem as Problem)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** No answer came: of a call that changes something it is not known whether it was done. */
function noAnswer(changes: boolean, code: 'NETWORK' | 'NO_ANSWER' = 'NETWORK'): Problem {
  return {
    status: 0,
    code,
    title:
      code === 'NETWORK'
        ? said('网络不通', 'No connection')
        : said('没有收到答复', 'No answer came'),
    detail: changes
      ? said(
          '请检查网络后再试。再试的是同一笔，不会重复扣款。',
          'Please check the network and try again: the same is sent, so nothing is paid twice.',
        )
      : said('请检查网络后再试。', 'Please check the network and try again.'),
    money: changes ? 'CHECKING' : 'NOT_TAKEN',
    retry: true,
    actions: [],
    support: false,
  }
}

/** Turns whatever was thrown into something to show. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ProblemError ? thrown.problem : { ...noAnswer(true), code: 'CLIENT' }
}
