// The plan: answers narrowed, tables decided in order, the path between their two stages (generator/plan).
/** @import { Answers, Dated, Given, Journey, Plan, Possible, Reader, Row, Rule, Scalar, Situation, Subject, Table, Value } from "./types.js" */
import { clausesOf, isAbsent, isSettled, truth } from "./conditions.js"
import { calendarOf, inSeason, resolve } from "./calendar.js"
import { shifted, wholeMonths } from "./days.js"
import { fieldOf, valueOf } from "./fields.js"
import { derive, narrowed, possibleAnswers } from "./narrow.js"
import { findJourney, forward, standingsOf } from "./path.js"
import { decide } from "./tables.js"
import { fill } from "./values.js"

const [HOLDS, FAILS, EITHER] = [["yes"], ["no"], ["no", "yes"]]

/**
 * What is known of a reader on a day, and the plan and path that follow from it. `broken` is a constraint that the
 * answers break; then nothing else is there.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} [ticks]
 * @returns {Reader}
 */
export function planReader(plan, given, today, ticks = {}) {
  const known = knownReader(plan, given, today, ticks)
  if (known.broken) return known
  const rows = Object.values(plan.tables).flatMap((table) => table.rows.filter((row) => row.again))
  const asked = rows.flatMap((row) => clausesOf(row.when).map((clause) => clause.is)).filter((name) => name.startsWith("path."))
  const planned = withPlan(known, Object.fromEntries(asked.map((name) => [name, FAILS])))
  if (!isReconsidered(planned, rows)) return planned
  return withPlan(known, Object.fromEntries(asked.map((name) => [name, planned.answers[name]])))
}

/**
 * Whether a row to reconsider holds on a path, whatever the open answers are.
 * @param {Reader} reader @param {Row[]} rows
 */
function isReconsidered(reader, rows) {
  const held = rows.filter((row) => truth(row.when, reader.answers) === true)
  if (!held.length) return false
  const best = { ...reader.answers, ...atBest(reader) }
  return held.some((row) => truth(row.when, best) === true)
}

/**
 * A reader with plan and path; `asked` is what rows to reconsider find of the path before there is one.
 * @param {Reader} known @param {Answers} asked @returns {Reader}
 */
function withPlan(known, asked) {
  const { plan } = known
  let reader = withAnswers(known, asked)
  for (const [name, table] of Object.entries(plan.tables)) if (!table.late) reader = withValue(reader, name, table, null)
  reader = withPath(reader)
  if (Object.values(asked).includes(HOLDS)) reader = withAnswers(reader, asked)
  /** @type {Answers | null} */
  let best = null
  const onPath = reader
  const favorable = () => (best ??= atBest(onPath))
  for (const [name, table] of Object.entries(plan.tables)) if (table.late) reader = withValue(reader, name, table, favorable)
  return reader
}

/**
 * The reader before any table is decided: answers narrowed by constraints, derived facets worked out.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} ticks
 * @returns {Reader}
 */
function knownReader(plan, given, today, ticks) {
  const named = plan.seasonFacet === null ? undefined : given[plan.seasonFacet]
  const year = typeof named === "number" ? named : null
  const season = year ?? plan.season
  const possible = possibleAnswers(given, plan)
  Object.assign(possible, comparedAnswers(plan, calendarOf(plan, possible, season)))
  const first = narrowed(possible, plan)
  const counted = first.broken ? first.answers : withMonths(plan, first.answers, season, today, year !== null)
  derive(counted, plan.facets)
  const { answers, broken } = first.broken ? first : narrowed(counted, plan)
  for (const [name, subject] of Object.entries(plan.subjects)) {
    if (subject.answered === undefined) continue
    const one = answers[subject.answered]
    answers[name] = !isAbsent(one) && (given[subject.answered] !== undefined || isSettled(one)) ? HOLDS : FAILS
  }
  return { plan, given, today, ticks, answers, broken, values: {}, calendar: calendarOf(plan, answers, season), journey: null }
}

/**
 * For each comparison of a date facet whether it holds, fails, or may do either.
 * @param {Plan} plan @param {import("./types.js").Calendar} calendar @returns {Answers}
 */
function comparedAnswers(plan, calendar) {
  /** @type {Answers} */
  const found = {}
  for (const [name, subject] of Object.entries(plan.subjects)) {
    if (subject.left === undefined || subject.left.startsWith("path.")) continue
    const possible = calendar.answers[subject.left]
    if (isAbsent(possible)) { found[name] = FAILS; continue }
    const day = !Array.isArray(possible) && "low" in possible && possible.asked !== false && possible.low === possible.high ? possible.low : null
    const bound = boundOf(subject, calendar)
    found[name] = day === null || bound === null || bound.planned ? EITHER : keeps(subject, day, bound.day) ? HOLDS : FAILS
  }
  return found
}

/**
 * What a comparison is bound by: a number, or a day.
 * @param {Subject} subject @param {import("./types.js").Calendar} calendar @returns {Dated | null}
 */
function boundOf({ bound }, calendar) {
  return Array.isArray(bound) ? resolve(calendar, bound) : { day: Number(bound), planned: false }
}

/**
 * @param {Subject} subject @param {number} value @param {number} bound
 */
function keeps({ sign }, value, bound) {
  return sign === "<=" ? value <= bound : value >= bound
}

/**
 * The answers with the facets that count months between two days.
 * @param {Plan} plan @param {Answers} answers @param {number | null} season @param {number} today @param {boolean} isDated
 * whether the reader named the season @returns {Answers}
 */
function withMonths(plan, answers, season, today, isDated) {
  const calendar = calendarOf(plan, answers, season)
  /** @param {string} name @returns {number | null} a season that was only assumed gives no day */
  const anchor = (name) => {
    if (name === "today") return today
    if (name in plan.facets) {
      const possible = answers[name]
      return !Array.isArray(possible) && "low" in possible && possible.low === possible.high ? possible.low : null
    }
    const dated = isDated ? resolve(calendar, [name]) : null
    return dated && !dated.planned ? dated.day : null
  }
  const counted = { ...answers }
  for (const [name, { months, low = 0, high = 0 }] of Object.entries(plan.facets)) {
    if (!months) continue
    const [start, end] = months.map(anchor)
    if (start !== null && end !== null) counted[name] = [Math.max(low, Math.min(high, wholeMonths(start, end)))]
  }
  return counted
}

/**
 * The reader with one more plan value.
 * @param {Reader} reader @param {string} name @param {Table} table @param {(() => Answers) | null} favorable @returns {Reader}
 */
function withValue(reader, name, table, favorable) {
  const value = decide(name, table, reader.answers, {
    resolve: (row) => rowValue(reader, row),
    because: (row) => fill(reader, row.because),
    isSure: (row, isDefault) => favorable === null || !row.sure || holdsAtBest(reader, table, row, isDefault, favorable),
  })
  const values = { ...reader.values, [name]: value }
  if (value.value !== null && (table.type === "date" || table.type === "month")) {
    const planDays = { ...reader.calendar.planDays, [name]: Number(value.value) }
    return { ...reader, values, calendar: { ...reader.calendar, planDays } }
  }
  if (!(`plan.${name}` in reader.plan.subjects)) return { ...reader, values }
  const answers = { ...reader.answers, [`plan.${name}`]: { value: value.value, possible: value.possible } }
  return { ...reader, values, answers, calendar: { ...reader.calendar, answers } }
}

/**
 * @param {Reader} reader @param {Row} row @returns {[Scalar | null, (Value | null)[]]}
 */
function rowValue(reader, { value }) {
  if (typeof value !== "object") return [value, [value]]
  if ("plan" in value) {
    const earlier = reader.values[value.plan]
    return [earlier.value, earlier.possible]
  }
  if ("rule" in value) return [resolve(reader.calendar, value.rule)?.day ?? null, []]
  const field = fieldOf(value.path)
  const found = reader.journey && valueOf(field, reader.journey)
  return [found, found === null || field.isDay ? [] : [found]]
}

/**
 * Whether a row may hold even on the best path that open answers allow; a default does where no row may.
 * @param {Reader} reader @param {Table} table @param {Row} row @param {boolean} isDefault @param {() => Answers} favorable
 */
function holdsAtBest(reader, table, row, isDefault, favorable) {
  if (isDefault && table.rows.some((one) => truth(one.when, reader.answers) === true)) return true
  const answers = { ...reader.answers, ...favorable() }
  if (!isDefault) return truth(row.when, answers) !== false
  return table.rows.every((one) => truth(one.when, answers) === false)
}

/**
 * The reader with their path, and with what conditions ask of it.
 * @param {Reader} reader @returns {Reader}
 */
function withPath(reader) {
  if (!reader.plan.order.forward.length) return reader
  const { answers, counted } = countedAnswers(reader, reader.answers)
  const journey = findJourney(reader.plan.order, situationOf(reader, answers, counted))
  const calendar = { ...reader.calendar, journey, pathDays: plannedDays(reader, journey) }
  const found = { ...reader, journey, calendar }
  return withAnswers(found, comparedDays(found, journey))
}

/**
 * @param {Reader} reader @param {Answers} more @returns {Reader}
 */
function withAnswers(reader, more) {
  const answers = { ...reader.answers, ...more }
  return { ...reader, answers, calendar: { ...reader.calendar, answers } }
}

/**
 * What the path is found from, for answers some of which are only counted.
 * @param {Reader} reader @param {Answers} answers @param {Record<string, Scalar>} counted @returns {Situation}
 */
function situationOf(reader, answers, counted) {
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
 * The answers with every open facet counted as its default, and the defaults that were used. One that a constraint or
 * the other answers rule out is left open.
 * @param {Reader} reader @param {Answers} answers
 */
function countedAnswers(reader, answers) {
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
  const filled = { ...answers }
  for (const name of Object.keys(defaults)) filled[name] = givenAs(name)
  let { answers: counted, broken } = narrowed(filled, plan)
  if (broken) {
    counted = answers
    for (const name of Object.keys(defaults)) {
      if (isSettled(counted[name])) continue
      const tried = narrowed({ ...counted, [name]: givenAs(name) }, plan)
      if (!tried.broken) counted = tried.answers
    }
  }
  const used = Object.entries(defaults).filter(([name]) => isSettled(counted[name]) && !isAbsent(counted[name]))
  return { answers: counted, counted: /** @type {Record<string, Scalar>} */ (Object.fromEntries(used)) }
}

/**
 * @param {Reader} reader @param {import("./types.js").Facet} facet @param {Possible} possible @returns {Scalar | null}
 */
function defaultOf({ calendar, today }, { counted, means }, possible) {
  if (Array.isArray(counted)) return counted[0] === "today" ? shifted(counted, today) : (resolve(calendar, counted)?.day ?? null)
  if (counted === undefined || !Array.isArray(possible)) return null
  return (means?.[counted] ?? [counted]).every((value) => possible.includes(value)) ? counted : null
}

/**
 * The days a reader has not set, where the path puts them. A day from which a hard last day can no longer be kept is no
 * plan, and left out.
 * @param {Reader} reader @param {Journey} journey
 */
function plannedDays(reader, journey) {
  /** @type {Record<string, number>} */
  const found = {}
  for (const [name, { startsOn, endsOn }] of Object.entries(reader.plan.steps)) {
    const one = journey.steps[name]
    if (one.state !== "todo" || breaksHardDay(reader, journey, name)) continue
    const { start, finish } = one.days.typical
    if (startsOn && !startsOn[1]) found[startsOn[0]] = start
    if (endsOn && !endsOn[1]) found[endsOn[0]] = finish
  }
  return found
}

/**
 * Whether a step misses a hard last day which the reader gave, or others set. A hard day that is itself only planned
 * moves with the step.
 * @param {Reader} reader @param {Journey} journey @param {string} name
 */
function breaksHardDay(reader, journey, name) {
  const { best, typical } = journey.steps[name].days
  if (best.latest === null || typical.start <= best.latest) return false
  let { limit } = best
  while (limit && !limit.rule) limit = limit.step === undefined ? null : journey.steps[limit.step].days.best.limit
  const dated = limit?.rule ? resolve(reader.calendar, limit.rule) : null
  return dated !== null && !dated.planned
}

/**
 * For each comparison with a step whether it holds on this path.
 * @param {Reader} reader @param {Journey} journey @returns {Answers}
 */
function comparedDays(reader, journey) {
  /** @type {Answers} */
  const found = {}
  for (const [name, subject] of Object.entries(reader.plan.subjects)) {
    if (!subject.left?.startsWith("path.")) continue
    const value = valueOf(fieldOf(subject.left), journey)
    const bound = value === null ? null : boundOf(subject, reader.calendar)
    found[name] = value === null ? FAILS : bound === null ? EITHER : keeps(subject, value, bound.day) ? HOLDS : FAILS
  }
  return found
}

/**
 * What conditions find on the path of a reader whose open answers are all as good as they may be: one facet after the
 * other takes the value with which all steps together end earliest. "Not possible" is said only where it stays so.
 * @param {Reader} reader @returns {Answers}
 */
function atBest(reader) {
  const { plan, journey, today } = reader
  if (!journey) return {}
  let { answers } = reader
  for (const name of Object.keys(plan.facets)) {
    if (!(name in journey.counted)) continue
    const tried = tries(name, plan, answers, today)
    const taken = tried.map((one) => daysTaken(reader, one))
    if (tried.length) answers = tried[taken.indexOf(Math.min(...taken))]
  }
  const { answers: counted } = countedAnswers(reader, answers)
  return comparedDays(reader, findJourney(plan.order, situationOf(reader, counted, {})))
}

/**
 * The answers with each value that a facet may still have; of days, today's is the best.
 * @param {string} name @param {Plan} plan @param {Answers} answers @param {number} today @returns {Answers[]}
 */
function tries(name, plan, answers, today) {
  const possible = answers[name]
  /** @type {Possible[]} */
  let values = []
  if (Array.isArray(possible)) values = [...possible].sort((one, other) => (String(one) < String(other) ? -1 : 1)).filter((value) => value !== "").map((value) => [value])
  else if ("low" in possible && !isSettled(possible)) values = [{ low: today, high: today }]
  return values.map((value) => narrowed({ ...answers, [name]: value }, plan)).filter((one) => !one.broken).map((one) => one.answers)
}

/**
 * @param {Reader} reader @param {Answers} answers
 */
function daysTaken(reader, answers) {
  const { plan } = reader
  const situation = situationOf(reader, countedAnswers(reader, answers).answers, {})
  const runs = forward(plan.order, situation, standingsOf(plan.order, situation), "best")
  return Object.values(runs).reduce((sum, { soonest }) => sum + soonest[soonest.length - 1][1], 0)
}
