// The plan: answers narrowed, tables decided in order, the path between their two stages (generator/plan).
/** @import { Answers, Best, Given, Journey, Plan, Reader, Row, Rule, Scalar, Table, Value } from "./types.js" */
import { resolve } from "./calendar.js"
import { comparedDays } from "./compared.js"
import { clausesOf, FAILS, HOLDS, truth } from "./conditions.js"
import { countAnswers, situationOf } from "./counting.js"
import { shifted } from "./days.js"
import { atBest } from "./favorable.js"
import { fieldOf, valueOf } from "./fields.js"
import { finished } from "./finished.js"
import { knownReader } from "./given.js"
import { findJourney } from "./path.js"
import { decide } from "./tables.js"
import { fill } from "./values.js"

/**
 * What is known of a reader on a day, and the plan and path that follow from it. `broken` is a constraint that the
 * answers break; then nothing else is there.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} [ticks]
 * @returns {Reader}
 */
export function planReader(plan, given, today, ticks = {}) {
  return finished(planning(plan, given, today, ticks))
}

/**
 * The same, with places to stop at.
 * @param {Plan} plan @param {Given} given @param {number} today @param {Record<string, number | null>} ticks
 * @returns {Generator<void, Reader>}
 */
export function* planning(plan, given, today, ticks) {
  const known = knownReader(plan, given, today, ticks)
  if (known.broken) return known
  yield
  const rows = Object.values(plan.tables).flatMap((table) => table.rows.filter((row) => row.again))
  const asked = rows.flatMap((row) => clausesOf(row.when).map((clause) => clause.is)).filter((name) => name.startsWith("path."))
  const planned = yield* withPlan(known, Object.fromEntries(asked.map((name) => [name, FAILS])))
  if (!(yield* isReconsidered(planned, rows))) return planned
  return yield* withPlan(known, Object.fromEntries(asked.map((name) => [name, planned.answers[name]])))
}

/**
 * Whether a row to reconsider holds on a path, whatever the open answers are.
 * @param {Reader} reader @param {Row[]} rows @returns {Generator<void, boolean>}
 */
function* isReconsidered(reader, rows) {
  const held = rows.filter((row) => truth(row.when, reader.answers) === true)
  if (!held.length) return false
  const best = yield* atBest(reader)
  return held.some((row) => best(row.when) === true)
}

/**
 * A reader with plan and path; `asked` is what rows to reconsider find of the path before there is one.
 * @param {Reader} known @param {Answers} asked @returns {Generator<void, Reader>}
 */
function* withPlan(known, asked) {
  const { plan } = known
  const answers = { ...known.answers, ...asked }
  const reader = { ...known, answers, values: {}, calendar: { ...known.calendar, answers, planDays: {} } }
  for (const [name, table] of Object.entries(plan.tables)) if (!table.late) addValue(reader, name, table, null)
  yield
  yield* setPath(reader)
  if (Object.values(asked).includes(HOLDS)) Object.assign(answers, asked)
  /** @type {Best | null} */
  let best = null
  for (const [name, table] of Object.entries(plan.tables)) {
    if (!table.late) continue
    if (!best && asksBest(table, answers)) best = yield* atBest(reader)
    addValue(reader, name, table, best)
    yield
  }
  return reader
}

/**
 * Gives the reader one more plan value.
 * @param {Reader} reader changed, as long as its plan is being made @param {string} name @param {Table} table
 * @param {Best | null} best
 */
function addValue(reader, name, table, best) {
  const { answers, calendar, values } = reader
  const value = values[name] = decide(name, table, answers, {
    resolve: (row) => rowValue(reader, row),
    because: (row) => fill(reader, row.because),
    isSure: (row, isDefault) => best === null || !row.sure || holdsAtBest(table, row, isDefault, answers, best),
  })
  if (value.value !== null && (table.type === "date" || table.type === "month")) calendar.planDays[name] = Number(value.value)
  else if (`plan.${name}` in reader.plan.subjects) answers[`plan.${name}`] = { value: value.value, possible: value.possible }
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
 * Whether a table has a row that is said only where it stays so, and may hold.
 * @param {Table} table @param {Answers} answers
 */
function asksBest({ rows, default: last }, answers) {
  return Boolean(last?.sure && !rows.some((row) => truth(row.when, answers) === true)) || rows.some((row) => row.sure && truth(row.when, answers) !== false)
}

/**
 * Whether a row may hold even on the best path that open answers allow; a default does where no row may.
 * @param {Table} table @param {Row} row @param {boolean} isDefault @param {Answers} answers @param {Best} best
 */
function holdsAtBest({ rows }, row, isDefault, answers, best) {
  if (!isDefault) return best(row.when) !== false
  return rows.some((one) => truth(one.when, answers) === true) || rows.every((one) => best(one.when) === false)
}

/**
 * Gives the reader their path, and what conditions ask of it.
 * @param {Reader} reader changed @returns {Generator<void, void>}
 */
function* setPath(reader) {
  if (!reader.plan.order.forward.length) return
  const answers = { ...reader.answers }
  const counted = countAnswers(reader, answers)
  yield
  const journey = reader.journey = findJourney(reader.plan.order, situationOf(reader, answers, counted))
  yield
  Object.assign(reader.calendar, { journey, ...plannedDays(reader, journey) })
  yield
  Object.assign(reader.answers, comparedDays(reader, journey))
  yield
}

/**
 * The days a reader has not set, where the path puts them, and the last that would do; and those that take the place of days
 * they have set for the beginning of a step and the path cannot keep, with the days that hang on them.
 * @param {Reader} reader @param {Journey} journey
 */
function plannedDays({ plan, today }, journey) {
  /** @type {{ pathDays: Record<string, number>, lastDays: Record<string, number>, movedDays: Record<string, number> }} */
  const found = { pathDays: {}, lastDays: {}, movedDays: {} }
  for (const [id, { startsOn, endsOn }] of Object.entries(plan.steps)) {
    const one = journey.steps[id]
    if (one.state !== "todo") continue
    const { start, finish, latest, due } = one.days.typical
    for (const [rule, day, last] of /** @type {const} */ ([[startsOn, start, latest], [endsOn, finish, due]])) {
      if (!rule) continue
      const [name, apart] = rule
      if (apart) continue
      found.pathDays[name] = day
      found.lastDays[name] = Math.max(day, last ?? day)
    }
    const { setStart } = journey.standings[id]
    if (setStart === null || setStart < today || setStart >= start) continue
    const [set] = /** @type {Rule} */ (startsOn)
    found.movedDays[set] = start
    for (const [facet, { planned }] of Object.entries(plan.facets)) if (planned?.[0] === set) found.movedDays[facet] = shifted(planned, start)
  }
  return found
}
