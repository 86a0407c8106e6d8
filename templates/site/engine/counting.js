// What the path is found from: open answers counted as their defaults (generator/plan/counting.py).
/** @import { Answers, Dated, Possible, Reader, Rule, Scalar, Situation } from "./types.js" */
import { inSeason, resolve } from "./calendar.js"
import { isAbsent, isSettled } from "./conditions.js"
import { isNarrowed } from "./narrow.js"

/**
 * What the path is found from, for answers some of which are only counted.
 * @param {Reader} reader @param {Answers} answers @param {Record<string, Scalar>} counted @returns {Situation}
 */
export function situationOf(reader, answers, counted) {
  const { plan, today, values } = reader
  const calendar = { ...reader.calendar, answers }
  /** @type {Map<Rule, Map<number, Dated | null>>} */
  const resolved = new Map()
  return {
    today,
    counted,
    counting: answers,
    given: reader.answers,
    ticks: Object.fromEntries(
      Object.entries(reader.ticks).filter(([name]) => name in plan.steps).map(([name, day]) => [name, Math.min(day ?? today, today)])),
    resolve(rule, season) {
      let seasons = resolved.get(rule)
      if (!seasons) resolved.set(rule, seasons = new Map())
      let dated = seasons.get(season)
      if (dated === undefined) seasons.set(season, dated = resolve(inSeason(calendar, season), rule))
      return dated
    },
    behind(name) {
      /** @type {string[]} */
      const found = []
      while (name in plan.facets && !found.includes(name)) {
        found.push(name)
        name = plan.facets[name].planned?.[0] ?? name
      }
      return found
    },
    number(name) {
      const { value } = values[name.slice("plan.".length)]
      return typeof value === "number" ? value : 0
    },
  }
}

/**
 * Counts every open facet as its default, and gives the defaults that were used. One that a constraint or the other answers
 * rule out is left open.
 * @param {Reader} reader @param {Answers} answers changed, in facets alone @returns {Record<string, Scalar>}
 */
export function countAnswers(reader, answers) {
  const { plan } = reader
  /** @type {Record<string, Scalar>} */
  const defaults = {}
  for (const [name, facet] of Object.entries(plan.facets)) {
    if (facet.counted === undefined || isSettled(answers[name])) continue
    const value = defaultOf(reader, facet, answers[name])
    if (value !== null) defaults[name] = value
  }
  /** @param {string} name @returns {Possible} */
  const givenAs = (name) => {
    const [facet, value] = [plan.facets[name], defaults[name]]
    if (facet.type === "date") return { low: Number(value), high: Number(value), ...(facet.asked ? { asked: false } : {}) }
    const meant = facet.means?.[value] ?? [value]
    return facet.asked ? [...meant, ""] : meant
  }
  const names = Object.keys(defaults)
  if (!isNarrowed(answers, Object.fromEntries(names.map((name) => [name, givenAs(name)])), plan)) {
    for (const name of names) if (!isSettled(answers[name])) isNarrowed(answers, { [name]: givenAs(name) }, plan)
  }
  const used = Object.entries(defaults).filter(([name]) => isSettled(answers[name]) && !isAbsent(answers[name]))
  return Object.fromEntries(used)
}

/**
 * @param {Reader} reader @param {import("./types.js").Facet} facet @param {Possible} possible @returns {Scalar | null}
 */
function defaultOf({ calendar }, { counted, means }, possible) {
  if (Array.isArray(counted)) return resolve(calendar, counted)?.day ?? null
  if (counted === undefined || !Array.isArray(possible)) return null
  return (means?.[counted] ?? [counted]).every((value) => possible.includes(value)) ? counted : null
}
