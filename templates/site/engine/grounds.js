// Grounds: which of a reader's answers make a condition true, and what is left open of it (select/grounds.py).
/** @import { Answers, Clause, Condition, Plan } from "./types.js" */
import { clausesOf, isPresumed, isSettled, truth } from "./conditions.js"
import { everyValue } from "./narrow.js"
import { reduced } from "./residue.js"

/** @typedef {{ is: string, clause: Clause | null, wanted: boolean }} Literal without a clause it is the answer as a whole */

/**
 * What of conditions that are not false is true of a reader, and the subjects left open. What is true is enough for the
 * conditions, together with what is open: of alternatives one that is true is taken, and of several the one that names the
 * fewest subjects not named so far, those asked before those derived.
 */
export class Grounds {
  /** @param {Plan} plan @param {Answers} answers */
  constructor(plan, answers) {
    this.plan = plan
    this.answers = answers
    /** @type {Map<string, Literal>} */
    this.true = new Map()
    /** @type {Set<string>} */
    this.open = new Set()
    this.isSettled = false
    /** @type {[Condition, boolean][][]} */
    this.alternatives = []
  }

  /**
   * What holds of one more condition; of one that is settled nothing is open, whatever it says alone.
   * @param {Condition | undefined} condition @param {boolean} isSettled
   */
  add(condition, isSettled) {
    this.isSettled = isSettled
    if (condition) this.gather(condition, true)
  }

  /** Decides between alternatives; called once, when everything that must hold is known. */
  finish() {
    for (const several of this.alternatives) for (const one of this.cheapest(several)) this.take(one)
  }

  /** @param {Literal} literal */
  take(literal) {
    this.true.set(JSON.stringify(literal), literal)
  }

  /** @param {Condition} condition @param {boolean} wanted */
  gather(condition, wanted) {
    const holds = truth(condition, this.answers, wanted)
    if (holds) this.gatherTrue(condition, wanted)
    if (holds !== null) return
    if (!this.isSettled && reduced(wanted ? condition : { not: condition }, this.answers) !== true) { this.gatherOpen(condition, wanted); return }
    // No clause of it is decided alone, but the answers as they are decide it.
    for (const { is } of clausesOf(condition)) if (this.saysSomething(is)) this.take({ is, clause: null, wanted: true })
  }

  /** @param {Condition} condition @param {boolean} wanted */
  gatherTrue(condition, wanted) {
    if ("is" in condition) this.take({ is: condition.is, clause: condition, wanted })
    else if ("not" in condition) this.gatherTrue(condition.not, !wanted)
    else if ("all" in condition === wanted) for (const part of branchesOf(condition)) this.gatherTrue(part, wanted)
    else this.alternatives.push(branchesOf(condition).filter((part) => truth(part, this.answers, wanted)).map((part) => [part, wanted]))
  }

  /** @param {Condition} condition @param {boolean} wanted */
  gatherOpen(condition, wanted) {
    if ("not" in condition) this.gatherOpen(condition.not, !wanted)
    else if (!("is" in condition)) for (const part of branchesOf(condition)) this.gather(part, wanted)
    else if (!isSettled(this.answers[condition.is])) this.open.add(condition.is)
    else {
      // It is answered: what is open is whether it is asked.
      const { asked } = this.plan.facets[condition.is]
      if (asked) this.gather(asked, true)
    }
  }

  /** @param {string} name */
  saysSomething(name) {
    const [possible, subject] = [this.answers[name], this.plan.subjects[name]]
    if (Array.isArray(possible)) return possible.length !== everyValue(subject).length || possible.some((value) => !everyValue(subject).includes(value))
    return isPresumed(possible) || isSettled(possible)
  }

  /**
   * What makes a true condition true, as few new subjects as can be.
   * @param {Condition} condition @param {boolean} wanted @returns {Literal[]}
   */
  literals(condition, wanted) {
    if ("is" in condition) return [{ is: condition.is, clause: condition, wanted }]
    if ("not" in condition) return this.literals(condition.not, !wanted)
    const parts = branchesOf(condition)
    if ("all" in condition === wanted) return parts.flatMap((part) => this.literals(part, wanted))
    return this.cheapest(parts.filter((part) => truth(part, this.answers, wanted)).map((part) => [part, wanted]))
  }

  /** @param {[Condition, boolean][]} several @returns {Literal[]} */
  cheapest(several) {
    const named = new Set([...this.true.values()].map(({ is }) => is))
    const costs = several.map(([part, wanted]) => {
      const literals = this.literals(part, wanted)
      const fresh = [...new Set(literals.map(({ is }) => is))].filter((is) => !named.has(is))
      return { literals, cost: fresh.reduce((sum, is) => sum + (this.plan.facets[is] && !this.plan.facets[is].derived ? 1 : 2), 0) }
    })
    return costs.reduce((best, one) => (one.cost < best.cost ? one : best)).literals
  }
}

/**
 * @param {{ all: Condition[] } | { any: Condition[] }} condition
 */
function branchesOf(condition) {
  return "all" in condition ? condition.all : condition.any
}
