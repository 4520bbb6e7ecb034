import type { AxeResults, RunOptions } from 'axe-core'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What the law asks for: WCAG 2.1 A and AA, without advice beyond it. How large a target is, look.ts knows better. */
const WANTED: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
  resultTypes: ['violations'],
  preload: false,
}

/** What axe finds on a page, each as the rule, where, and what is wrong. Needs nothing from the page's own scripts. */
export async function axeFaults(page: Page): Promise<string[]> {
  const loaded = await page.evaluate('typeof globalThis.axe === "object"')
  if (!loaded) await page.evaluate(axe.source)
  const results = (await page.evaluate(
    `globalThis.axe.run(document, ${JSON.stringify(WANTED)})`,
  )) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) =>
        `axe ${id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').replace(/\s*\n\s*/g, ' ')}`,
    ),
  )
}
