import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { PHONE } from './browser'
import type { Server } from './server'

/** A document, with everything it loads, as they are before packing. */
const LARGEST_DOCUMENT = 100 * 1024
const LARGEST_PAGE = 300 * 1024
const MOST_REQUESTS = 10
/** From here on Lighthouse calls a page too deep to lay out quickly. */
const MOST_ELEMENTS = 1_400
/** What the Core Web Vitals call good. */
const LARGEST_SHIFT = 0.1
/** Articles are of one make; a few of them stand for all, which the site's own tests weigh. */
const EVERY_NTH_ARTICLE = 24

interface Seen {
  elements: number
  shift: number
  painted: number
  loaded: string[]
  faults: string[]
}

/** Every page of the site's map, in both languages, is small, calm while it loads, and whole by itself. */
export async function withinBudgets(browser: Browser, server: Server): Promise<void> {
  const context = await browser.newContext({ baseURL: server.base, viewport: PHONE })
  const page = await context.newPage()
  const asked = new Set<string>()
  page.on('request', (request) => asked.add(request.url()))
  const sizes = new Map<string, number>()
  for (const path of await pagesOf(page)) {
    asked.clear()
    const answer = await page.goto(path)
    assert.equal(answer?.status(), 200, path)
    const document = (await answer?.body())?.length ?? 0
    const seen = await look(page)
    const loaded = new Set([...asked, ...seen.loaded].filter((url) => url !== page.url()))
    let all = document
    for (const url of loaded) {
      assert.equal(new URL(url).origin, server.base, `${path} asks somebody else: ${url}`)
      const size = sizes.get(url) ?? (await (await page.request.get(url)).body()).length
      sizes.set(url, size)
      all += size
    }
    assert.ok(document > 0 && document < LARGEST_DOCUMENT, `${path} has ${document} bytes`)
    assert.ok(all < LARGEST_PAGE, `${path} with all it loads has ${all} bytes`)
    assert.ok(loaded.size + 1 <= MOST_REQUESTS, `${path} asks for ${[...loaded].join(' ')}`)
    assert.ok(seen.elements < MOST_ELEMENTS, `${path} has ${seen.elements} elements`)
    assert.ok(seen.shift < LARGEST_SHIFT, `${path} shifts by ${seen.shift}`)
    assert.ok(seen.painted > 0, `${path} paints nothing`)
    assert.deepEqual(seen.faults, [], path)
  }
  await context.close()
}

/** The pages the map names and those it leaves out, and some of the articles. */
async function pagesOf(page: Page): Promise<string[]> {
  const map = await (await page.request.get('/sitemap.xml')).text()
  const all = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    (found) => new URL(found[1] ?? '').pathname,
  )
  const isArticle = (path: string): boolean => path.includes('/help/')
  const articles = all.filter(isArticle).filter((_, n) => n % EVERY_NTH_ARTICLE < 2)
  const others = all.filter((path) => !isArticle(path))
  assert.ok(others.includes('/') && others.includes('/en/contact'), others.join(' '))
  assert.ok(articles.length > 8, `${articles.length} articles`)
  return [...others, '/feedback/thanks', '/en/feedback/thanks', ...articles]
}

async function look(page: Page): Promise<Seen> {
  // What runs TypeScript here marks inner functions with a helper the page does not have.
  await page.evaluate('globalThis.__name = (it) => it')
  return page.evaluate(measured)
}

/** Runs in the page. The browser tells what it painted and shifted a moment after it did. */
async function measured(): Promise<Seen> {
  const entries = (type: string): Promise<PerformanceEntry[]> =>
    new Promise((give) => {
      const found: PerformanceEntry[] = []
      const observer = new PerformanceObserver((list) => {
        found.push(...list.getEntries())
        if (type === 'largest-contentful-paint') give(found)
      })
      observer.observe({ type, buffered: true })
      setTimeout(() => give(found), type === 'layout-shift' ? 150 : 5_000)
    })
  const [paints, shifts] = await Promise.all([
    entries('largest-contentful-paint'),
    entries('layout-shift'),
  ])
  const faults: string[] = []
  const must = (holds: boolean, what: string): void => {
    if (!holds) faults.push(what)
  }
  const wanted =
    location.pathname === '/en' || location.pathname.startsWith('/en/') ? 'en' : 'zh-CN'
  must(document.documentElement.lang === wanted, 'another language than its address')
  must(document.title.trim().length > 3, 'no title')
  const description = document.querySelector<HTMLMetaElement>('meta[name=description]')
  must((description?.content.length ?? 0) > 10, 'no description')
  must(document.querySelector('meta[name=viewport]') !== null, 'no viewport')
  must(document.querySelectorAll('h1').length === 1, 'not one h1')
  must(document.querySelector('script:not([type="application/ld+json"])') === null, 'a script')
  for (const image of document.querySelectorAll('img')) {
    must(image.hasAttribute('width') && image.hasAttribute('height'), `no size: ${image.src}`)
    must(image.hasAttribute('alt'), `no words: ${image.src}`)
  }
  return {
    elements: document.querySelectorAll('*').length,
    shift: shifts.reduce((sum, one) => sum + ((one as { value?: number }).value ?? 0), 0),
    painted: paints.at(-1)?.startTime ?? 0,
    loaded: performance.getEntriesByType('resource').map((one) => one.name),
    faults,
  }
}
