// The rows of a catalog for one reader in words, from best to worst (generator/assemble/catalogs.py).
/** @import { Answers, CatalogRules, Choice, Outcome, Plan, Reader } from "./types.js" */
import { clausesOf, truth } from "./conditions.js"
import { askedOf, rankRows } from "./ranking.js"
import { reduced } from "./residue.js"
import { filled } from "./words.js"

/** @typedef {Outcome["grounds"][number]} Ground */

/**
 * Every row with whether it is for the reader, why, and what to ask first; none of a catalog that they do not have.
 * @param {Reader} reader @param {CatalogRules} rules @returns {Choice[]}
 */
export function choicesOf({ plan, answers, today }, rules) {
  if (truth(rules.when, answers) === false) return []
  const { order, outcomes } = rankRows(rules, answers)
  const asked = askedOf(rules, answers)
  const columns = columnsFor(rules, answers)
  return order.map((place) => {
    const row = rules.rows[place]
    const { fit, grounds, rules: scores } = outcomes[rules.of[place]]
    const told = grounds.filter(({ value, undecided }) => (fit === "no" ? value === "no" && undecided === undefined : value === "ask" || undecided !== undefined))
    const named = told.flatMap(({ undecided }) => (undecided === undefined ? [] : openIn(rules, undecided, asked)))
    const unknown = [...new Set(named.filter((name) => name.startsWith("row.")).map((name) => name.slice("row.".length)))]
    const subjects = [...new Set(named.filter((name) => !name.startsWith("row.")))]
    const asks = [...unknown.map((name) => rules.columns[name].ask ?? ""), ...told.map(({ rule }) => (rule ? rules.tables[rule[0]].asks[rule[1]] : ""))]
    const more = (row.unknown ?? []).filter((name) => columns.has(name) && !unknown.includes(name))
    return {
      id: row.id,
      fit,
      reasons: only(told.map((ground) => reasonOf(rules, row, ground))),
      asks: only(asks),
      open: subjects.map((name) => filled(name.startsWith("plan.") ? rules.words.byPlan : rules.words.byAnswer, { label: plan.subjects[name].label })),
      more: more.map((name) => rules.columns[name].ask ?? ""),
      scores: scores.map(([table, rule]) => rules.tables[table].because[rule]),
      isStale: row.fresh === undefined || row.fresh < today,
    }
  })
}

/**
 * The columns that matter to a reader.
 * @param {CatalogRules} rules @param {Answers} answers
 */
export function columnsFor(rules, answers) {
  return new Set(Object.keys(rules.columns).filter((name) => truth(rules.columns[name].when, answers) !== false))
}

/** @param {string[]} words @returns {string[]} each once, the empty ones left out */
function only(words) {
  return [...new Set(words.filter(Boolean))]
}

/**
 * What is open of a condition: columns nobody knows, and what the reader has not answered.
 * @param {CatalogRules} rules @param {number} number @param {Answers} asked
 */
function openIn(rules, number, asked) {
  const condition = rules.conditions[number]
  const rest = reduced(condition, asked)
  const named = typeof rest === "boolean" ? [] : clausesOf(rest)
  return (named.length ? named : clausesOf(condition)).map(({ is }) => is)
}

/**
 * Why a ground decides as it does; of one that is open it is said what to ask.
 * @param {CatalogRules} rules @param {CatalogRules["rows"][number]} row @param {Ground} ground
 */
function reasonOf(rules, row, { column, rule, undecided }) {
  if (undecided !== undefined) return ""
  if (rule) return rules.tables[rule[0]].because[rule[1]]
  if (!column) return row.because ?? ""
  return (rules.columns[column].because ?? "").replace("{value}", () => row.said?.[column] ?? "")
}
