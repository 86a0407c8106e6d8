// What the answers given leave possible: constraints, derived facets and `asked_when` narrow it (logic/narrow.py).
/** @import { Answer, Answers, Constraint, Facet, Given, Possible, Rules, Truth, Value } from "./types.js" */
import { clausesOf, FAILS, HOLDS, isPresumed, isSame, truth, UNASKED } from "./conditions.js"
import { readDay } from "./days.js"

/**
 * What each answer leaves; everything where a facet is unanswered, and of every comparison. Whether something was answered
 * is known from the start.
 * @param {Given} given @param {Rules} rules @returns {Answers}
 */
export function possibleAnswers(given, rules) {
  /** @type {Answers} */
  const answers = {}
  for (const [name, { left, answered, values }] of Object.entries(rules.subjects)) {
    if (left !== undefined) answers[name] = [...values]
    if (answered !== undefined) answers[name] = given[answered] === undefined ? FAILS : HOLDS
  }
  for (const [name, facet] of Object.entries(rules.facets)) {
    const possible = onlyOf(given[name], facet)
    if (!facet.asked) answers[name] = possible
    else answers[name] = Array.isArray(possible) ? [...possible, UNASKED] : { ...possible, asked: false }
  }
  return answers
}

/**
 * @param {Answer | undefined} answer @param {Facet} facet @returns {Possible}
 */
function onlyOf(answer, facet) {
  if (facet.type === "choices") return { several: Array.isArray(answer) ? answer : null }
  if (facet.type === "date") {
    const day = typeof answer === "string" ? readDay(answer) : null
    return { low: day, high: day }
  }
  if (answer === undefined || Array.isArray(answer)) return everyValue(facet)
  return facet.means?.[answer] ?? [answer]
}

/** @type {WeakMap<Facet, Value[]>} */
const ranges = new WeakMap()

/**
 * The values of a facet, in the order declared; not to be changed.
 * @param {Facet} facet @returns {Value[]}
 */
export function everyValue(facet) {
  if (facet.type !== "integer") return facet.values
  const { low = 0, high = 0 } = facet
  let range = ranges.get(facet)
  if (!range) ranges.set(facet, range = Array.from({ length: high - low + 1 }, (_, place) => low + place))
  return range
}

/**
 * What is possible once it is known, as far as it is, whether a reader is asked.
 * @param {Possible} possible @param {Truth} isAsked @returns {Possible}
 */
function onceKnown(possible, isAsked) {
  if (isAsked === false) return [UNASKED]
  if (isAsked === null) return possible
  if (!Array.isArray(possible)) return "possible" in possible || possible.asked ? possible : { ...possible, asked: true }
  if (!possible.includes(UNASKED)) return possible
  const left = possible.filter((value) => value !== UNASKED)
  return left.length ? left : possible
}

/** @type {WeakMap<Record<string, Facet>, [string, Facet][]>} */
const following = new WeakMap()

/**
 * The facets that other answers derive, or decide whether they are asked.
 * @param {Record<string, Facet>} facets
 */
function followingIn(facets) {
  let found = following.get(facets)
  if (!found) following.set(facets, found = Object.entries(facets).filter(([, facet]) => facet.asked || facet.rows))
  return found
}

/**
 * Gives the facets derived by rows the values some completion reaches, in the order declared.
 * @param {Answers} answers changed @param {Record<string, Facet>} facets
 */
export function derive(answers, facets) {
  for (const [name, facet] of followingIn(facets)) {
    if (facet.asked) answers[name] = onceKnown(answers[name], truth(facet.asked, answers))
    if (!facet.rows) continue
    /** @type {Set<Value>} */
    const reached = new Set()
    for (const row of facet.rows) {
      const holds = truth(row.when, answers)
      if (holds !== false) reached.add(row.value)
      if (holds) break
    }
    const found = [...reached]
    if (!isSame(found, answers[name])) answers[name] = found
  }
}

/**
 * The facets that decide the derived ones among some names, and whether some are asked.
 * @param {Iterable<string>} names @param {Rules} rules
 */
function behind(names, rules) {
  /** @type {Set<string>} */
  const found = new Set()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const facet = rules.facets[name]
    for (const condition of [facet?.asked, ...(facet?.rows ?? []).map((row) => row.when)]) {
      for (const { is } of clausesOf(condition)) if (!found.has(is)) { found.add(is); waiting.push(is) }
    }
  }
  return found
}

/** @type {WeakMap<Constraint, { asks: string[], follows: Record<string, Facet>, isFollowing: boolean, left?: Possible[] }>} */
const scopes = new WeakMap()

/**
 * What a constraint asks about, and the facets that follow from that.
 * @param {Constraint} constraint @param {Rules} rules
 */
function scopeOf(constraint, rules) {
  let scope = scopes.get(constraint)
  if (!scope) {
    const asked = new Set(clausesOf(constraint.rule).map((clause) => clause.is))
    const deciding = behind(asked, rules)
    const asks = [...new Set([...asked, ...deciding])].sort()
    const follows = Object.fromEntries(Object.entries(rules.facets).filter(([name]) => asks.includes(name)))
    scopes.set(constraint, scope = { asks, follows, isFollowing: deciding.size > 0 })
  }
  return scope
}

/**
 * Takes out what a constraint makes impossible: whether anything went, or null where the answers break it.
 * @param {Constraint} constraint @param {Answers} answers changed @param {Rules} rules @returns {boolean | null}
 */
function apply(constraint, answers, rules) {
  const scope = scopeOf(constraint, rules)
  const { asks, follows, isFollowing, left } = scope
  if (left && asks.every((name, place) => answers[name] === left[place])) return false
  const holds = truth(constraint.rule, answers)
  if (holds === false) return null
  let isChanged = false
  const asked = holds ? {} : Object.fromEntries(asks.map((name) => [name, answers[name]]))
  for (const [name, possible] of Object.entries(asked)) {
    if (!Array.isArray(possible) || possible.length === 1 || !rules.facets[name] || rules.facets[name].derived) continue
    const kept = possible.filter((value) => {
      const trial = { ...asked, [name]: [value] }
      if (isFollowing) derive(trial, follows)
      return truth(constraint.rule, trial) !== false
    })
    if (!kept.length) return null
    if (kept.length < possible.length) { answers[name] = asked[name] = kept; isChanged = true }
  }
  // Where nothing went, nothing does for the same answers.
  if (!isChanged) scope.left = asks.map((name) => answers[name])
  return isChanged
}

/**
 * Takes out of answers what constraints make impossible; gives a constraint that they break.
 * @param {Answers} answers changed, in facets alone @param {Rules} rules @returns {Constraint | null}
 */
export function narrowed(answers, rules) {
  derive(answers, rules.facets)
  for (let isChanged = true; isChanged;) {
    isChanged = false
    for (const constraint of rules.constraints) {
      const result = apply(constraint, answers, rules)
      if (result === null) return constraint
      isChanged ||= result
    }
    if (isChanged) derive(answers, rules.facets)
  }
  return null
}

/**
 * Narrows answers further, or leaves them as they are where a constraint forbids that; whether none did.
 * @param {Answers} answers changed, in facets alone @param {Answers} more @param {Rules} rules
 * @param {Answers} [before] what is possible of the facets, where that is known
 */
export function isNarrowed(answers, more, rules, before = facetsIn(answers, rules)) {
  const isBroken = narrowed(Object.assign(answers, more), rules) !== null
  if (isBroken) Object.assign(answers, before)
  return !isBroken
}

/**
 * What is possible of the facets alone: all that narrowing changes.
 * @param {Answers} answers @param {Rules} rules @returns {Answers}
 */
export function facetsIn(answers, rules) {
  /** @type {Answers} */
  const found = {}
  for (const name in rules.facets) found[name] = answers[name]
  return found
}

/**
 * Whether it may turn out that the reader is not asked.
 * @param {Possible} possible
 */
export function mayBeUnasked(possible) {
  if (Array.isArray(possible)) return possible.includes(UNASKED)
  return !isPresumed(possible) && possible.asked === false
}

/**
 * The one day that is left; null where there are several, or the question is not about days.
 * @param {Possible} possible
 */
export function onlyDay(possible) {
  return !Array.isArray(possible) && "low" in possible && possible.low === possible.high ? possible.low : null
}
