import { ref } from 'vue'
import { type Problem, problemOf } from 'shared'

/** What a form has that proposes something for a second person to decide: why, and what came of it. */
export function useProposing() {
  const reason = ref('')
  const evidence = ref('')
  const working = ref(false)
  const said = ref('')
  const problem = ref<Problem>()

  /** One at a time; what was written stays until it was taken. */
  async function propose(send: () => Promise<string>, then: () => Promise<void>): Promise<void> {
    if (working.value) return
    working.value = true
    problem.value = undefined
    said.value = ''
    try {
      said.value = await send()
      reason.value = evidence.value = ''
      await then()
    } catch (thrown) {
      problem.value = problemOf(thrown)
    } finally {
      working.value = false
    }
  }

  return { reason, evidence, working, said, problem, propose }
}
