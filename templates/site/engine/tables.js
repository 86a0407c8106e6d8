// Decision tables: which row sets a value, which open rows would change it, which values it may take (logic/decide.py).
/** @import { Answers, PlanValue, Row, Scalar, Table, Trial, Value } from "./types.js" */
import { inOrder, sureTruth, truth } from "./conditions.js"

/**
 * Decides one table. `resolve` gives a row's value and all values it may still take, `because` its reason, and `isSure`
 * whether a row may hold at all, since what is counted in place of an answer makes nothing impossible.
 * @param {string} name @param {Table} table @param {Answers} answers
 * @param {{
 *   resolve: (row: Row) => [Scalar | null, (Value | null)[]],
 *   because: (row: Row) => string,
 *   isSure: (row: Row, isDefault: boolean) => boolean,
 * }} how
 * @returns {PlanValue}
 */
export function decide(name, table, answers, how) {
  /** @param {Row} row @param {number} number @param {boolean} isDefault @returns {Trial} */
  const tried = (row, number, isDefault) => {
    const written = truth(row.when, answers)
    // Not asked, since that takes long, where a row above has set the value already.
    const isSet = table.policy === "first" && trials.some((one) => one.truth === true && one.value !== null)
    const onlyCounted = written !== false && !isSet && !how.isSure(row, isDefault)
    const held = onlyCounted ? false : written
    const [value, possible] = held === false ? [null, []] : how.resolve(row)
    return { row, number, truth: held, onlyCounted, value, possible, because: how.because(row) }
  }
  /** @type {Trial[]} */
  const trials = []
  for (const row of table.rows) trials.push(tried(row, trials.length, false))
  const last = table.default ? tried(table.default, trials.length, true) : null
  const fallback = last && !last.onlyCounted ? last : null
  const { winners, changes } = table.policy === "first" ? firstOf(trials, fallback)
    : table.policy === "collect" ? collected(trials, fallback) : extreme(trials, fallback, table.policy)
  const possible = table.policy === "collect" ? [] : table.policy === "first" ? firstPossible(trials, fallback, answers)
    : extremePossible(trials, fallback, table.policy, answers)
  return {
    name,
    table,
    value: table.policy === "collect" || !winners.length ? null : winners[0].value,
    winners,
    changes,
    trials: last ? [...trials, last] : trials,
    possible: inOrder(new Set(possible)),
  }
}

/**
 * The rows a reader is told of: those that set a value, else the first that holds but needs a day not given.
 * @param {PlanValue} value @returns {Trial[]}
 */
export function toldTrials({ winners, trials }) {
  const without = trials.find((one) => one.truth === true && one.value === null)
  return winners.length || !without ? winners : [without]
}

/**
 * The reason of the first row told; empty where there is none.
 * @param {PlanValue} value
 */
export function becauseOf(value) {
  return toldTrials(value)[0]?.because ?? ""
}

/** @param {Trial[]} trials @param {Trial | null} fallback */
function collected(trials, fallback) {
  const winners = trials.filter((one) => one.truth === true && one.value !== null)
  if (!winners.length && fallback) winners.push(fallback)
  return { winners, changes: trials.filter((one) => one.truth === null) }
}

/** @param {Trial[]} trials @param {Trial | null} fallback */
function firstOf(trials, fallback) {
  const place = trials.findIndex((one) => one.truth === true && one.value !== null)
  const winner = place < 0 ? fallback : trials[place]
  const met = trials.slice(0, place < 0 ? trials.length : place).filter((one) => one.truth === null)
  return { winners: winner ? [winner] : [], changes: met.filter((one) => !winner || one.value !== winner.value) }
}

/** @param {Trial[]} trials @param {Trial | null} fallback @param {"min" | "max"} policy */
function extreme(trials, fallback, policy) {
  const held = trials.filter((one) => one.truth === true && one.value !== null)
  let best = held[0] ?? fallback
  for (const one of held) if (isBetter(one, best, policy)) best = one
  const open = trials.filter((one) => one.truth === null && one.value !== null)
  const changes = open.filter((one) => (held.length ? isBetter(one, best, policy) : !best || one.value !== best.value))
  return { winners: best ? [best] : [], changes }
}

/** @param {Trial} one @param {Trial} other both with a value @param {"min" | "max"} policy */
function isBetter(one, other, policy) {
  const by = Number(one.value) - Number(other.value)
  return policy === "min" ? by < 0 : by > 0
}

/**
 * Whether a row sets a value whatever the plan may become, not only as it is stated.
 * @param {Trial} trial @param {Answers} answers
 */
function isSureToSet(trial, answers) {
  return trial.truth === true && !trial.possible.includes(null) && sureTruth(trial.row.when, answers) === true
}

/** @param {Trial[]} trials @param {Trial | null} fallback @param {Answers} answers */
function firstPossible(trials, fallback, answers) {
  /** @type {(Value | null)[]} */
  const found = []
  for (const one of trials) {
    if (one.truth === false) continue
    found.push(...one.possible.filter((value) => value !== null))
    if (isSureToSet(one, answers)) return found
  }
  return [...found, ...(fallback ? fallback.possible : [null])]
}

/** @param {Trial[]} trials @param {Trial | null} fallback @param {"min" | "max"} policy @param {Answers} answers */
function extremePossible(trials, fallback, policy, answers) {
  const pick = policy === "min" ? Math.min : Math.max
  /** @type {Set<Value | null>} */
  let results = new Set([null])
  for (const one of trials) {
    const values = /** @type {number[]} */ (one.possible.filter((value) => typeof value === "number"))
    if (one.truth === false || !values.length) continue
    const combined = [...results].flatMap((old) => values.map((value) => (old === null ? value : pick(Number(old), value))))
    results = new Set(isSureToSet(one, answers) ? combined : [...results, ...combined])
  }
  if (!results.has(null) || !fallback) return [...results]
  return [...[...results].filter((value) => value !== null), ...fallback.possible]
}
