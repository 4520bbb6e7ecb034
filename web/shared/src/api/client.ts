import type { Problem } from './types'

/** A refusal or failure of a call, as the server said it, or made up here when no answer came at all. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

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
  return call<T>('POST', path, body)
}

/** A file made for the caller; its name is the server's. */
export async function file(path: string, body: unknown): Promise<{ name: string; content: Blob }> {
  const response = await send(path, {
    method: 'POST',
    headers: { ...headers(), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) return answer(response)
  const said = response.headers.get('Content-Disposition') ?? ''
  return { name: /filename="([^"]+)"/.exec(said)?.[1] ?? 'file', content: await response.blob() }
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
export async function submit<T>(path: string, form: FormData, key = newKey()): Promise<T> {
  return answer<T>(await send(path, { method: 'POST', headers: headers(key), body: form }))
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
    request.onerror = () => reject(new ProblemError(offline()))
    request.onload = () =>
      resolve(answer<T>(new Response(request.responseText, { status: request.status })))
    request.send(form)
  })
}

async function call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
  const init: RequestInit = { method, headers: headers(method === 'GET' ? undefined : key) }
  if (body !== undefined) {
    init.headers = { ...init.headers, 'Content-Type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  return answer<T>(await send(path, init))
}

function headers(key?: string): Record<string, string> {
  const all: Record<string, string> = { 'Accept-Language': language }
  if (csrfToken) all['X-CSRF-Token'] = csrfToken
  if (key) all['Idempotency-Key'] = key
  return all
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' })
  } catch {
    throw new ProblemError(offline())
  }
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text()
  const json: unknown = text ? JSON.parse(text) : undefined
  if (response.ok) {
    const token = (json as { csrfToken?: string } | undefined)?.csrfToken
    if (token) csrfToken = token
    return json as T
  }
  const problem = json as Problem
  if (problem.code === 'NOT_SIGNED_IN') onSignedOut()
  throw new ProblemError(problem)
}

/** No answer came: whether it was done is not known, so the same key must be sent again. */
function offline(): Problem {
  const chinese = language.startsWith('zh')
  return {
    status: 0,
    code: 'NETWORK',
    title: chinese ? '网络不通' : 'No connection',
    detail: chinese
      ? '请检查网络后再试。重试不会重复扣款。'
      : 'Please check the network and try again. Trying again never pays twice.',
    money: 'CHECKING',
    retry: true,
    actions: [],
    support: false,
  }
}

/** Turns whatever was thrown into something to show. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ProblemError ? thrown.problem : { ...offline(), code: 'CLIENT' }
}
