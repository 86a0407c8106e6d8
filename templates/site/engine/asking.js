// Which questions are asked of a reader, and what their answers leave possible on a day.
/** @import { Constraint, Given, Rules } from "./types.js" */
import { isAbsent } from "./conditions.js"
import { finished } from "./finished.js"
import { narrow } from "./given.js"

/**
 * Goes through the questions in their order. What earlier answers decide is not asked, and an answer counts only where
 * its question is asked. Gives for each question "asked", "decided" or "unasked", the answers that count, and the
 * constraint that an answer breaks.
 * @param {Given} entered @param {Rules} rules @param {number} today
 */
export function askInOrder(entered, rules, today) {
  return finished(asking(entered, rules, today))
}

/**
 * The same, with places to stop at.
 * @param {Given} entered @param {Rules} rules @param {number} today
 * @returns {Generator<void, { state: Record<string, "asked" | "decided" | "unasked">, given: Given, broken: Record<string, Constraint> }>}
 */
export function* asking(entered, rules, today) {
  /** @type {Given} */
  const given = {}
  /** @type {Record<string, "asked" | "decided" | "unasked">} */
  const state = {}
  /** @type {Record<string, Constraint>} */
  const broken = {}
  const questions = Object.keys(rules.facets).filter((name) => !rules.facets[name].derived)
  let left = narrow(given, rules, today).answers
  for (const name of questions) {
    const possible = left[name]
    state[name] = isAbsent(possible) ? "unasked" : Array.isArray(possible) && possible.length === 1 ? "decided" : "asked"
    if (state[name] !== "asked" || entered[name] === undefined) continue
    yield
    const result = narrow({ ...given, [name]: entered[name] }, rules, today)
    if (result.broken) broken[name] = result.broken
    else { given[name] = entered[name]; left = result.answers }
  }
  // A later answer may show that an earlier question is not for the reader.
  for (let isChanged = true; isChanged;) {
    const { answers } = narrow(given, rules, today)
    const unasked = questions.filter((name) => state[name] === "asked" && isAbsent(answers[name]))
    for (const name of unasked) { state[name] = "unasked"; delete given[name] }
    isChanged = unasked.length > 0
  }
  return { state, given, broken }
}
