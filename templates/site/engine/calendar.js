// The dates of one reader: milestones, the days they gave, the plan's days, and rules between them (logic/calendar.py).
/** @import { Answers, Calendar, Dated, Day, Journey, Milestone, Plan, Rule, Rules, SeasonRule } from "./types.js" */
import { isAbsent } from "./conditions.js"
import { dayOf, modulo, shifted, weekdayOf } from "./days.js"
import { fieldOf, valueOf } from "./fields.js"
import { onlyDay } from "./narrow.js"
import { filled, ruleWords } from "./words.js"

/**
 * The calendar of a reader of whom no table is decided and no path is found yet.
 * @param {Rules} rules @param {Answers} answers @param {number | null} season @param {number} today @returns {Calendar}
 */
export function calendarOf(rules, answers, season, today) {
  const plan = /** @type {Plan} */ (rules)
  return { plan, answers, season, today, planDays: {}, journey: null, pathDays: {}, lastDays: {}, movedDays: {} }
}

/**
 * The calendar of the season so many years later.
 * @param {Calendar} calendar @param {number} offset @returns {Calendar}
 */
export function inSeason(calendar, offset) {
  return offset === 0 || calendar.season === null ? calendar : { ...calendar, season: calendar.season + offset }
}

/**
 * The day a rule gives this reader; null where it needs one they have not given.
 * @param {Calendar} calendar @param {Rule} rule @returns {Dated | null}
 */
export function resolve(calendar, rule) {
  const anchor = anchorDay(calendar, rule[0])
  return anchor && { day: shifted(rule, anchor.day), planned: anchor.planned }
}

/**
 * The day by which something is due: what is only planned on the last day that would do, which may be later; a day that the
 * path cannot keep is moved.
 * @param {Calendar} calendar @param {Rule} rule @returns {(Dated & { isLast: boolean }) | null}
 */
export function lastDay(calendar, rule) {
  const moved = calendar.movedDays[rule[0]]
  if (moved !== undefined) return { day: shifted(rule, moved), planned: true, isLast: false }
  const found = resolve(calendar, rule)
  if (!found) return null
  const last = found.planned ? resolve({ ...calendar, pathDays: { ...calendar.pathDays, ...calendar.lastDays } }, rule) : found
  return last && { ...last, isLast: last.planned && last.day !== found.day }
}

/**
 * The day a name stands for.
 * @param {Calendar} calendar @param {string} name @returns {Dated | null}
 */
export function anchorDay(calendar, name) {
  if (name.startsWith("plan.")) return dated(calendar.planDays[name.slice(5)])
  if (name.startsWith("path.")) return pathDay(calendar, name)
  if (name === "today") return dated(calendar.today)
  const facet = calendar.plan.facets[name]
  if (!facet) return milestoneDay(calendar, name)
  const possible = calendar.answers[name]
  const day = onlyDay(possible)
  if (day !== null) return dated(day)
  if (isAbsent(possible)) return null
  if (name in calendar.pathDays) return dated(calendar.pathDays[name], true)
  return facet.planned ? dated(resolve(calendar, facet.planned)?.day, true) : null
}

/**
 * @param {Day | undefined} day @param {boolean} [planned] @returns {Dated | null}
 */
function dated(day, planned = false) {
  return day === undefined ? null : { day, planned }
}

/**
 * @param {Calendar} calendar @param {string} name @returns {Dated | null}
 */
function pathDay({ journey }, name) {
  const value = journey && valueOf(fieldOf(name), journey)
  return value === null ? null : dated(value)
}

/**
 * The first day of a milestone: an official one where it is known, else by its rule.
 * @param {Calendar} calendar @param {string} name @returns {Dated | null}
 */
export function milestoneDay(calendar, name) {
  const milestone = calendar.plan.milestones[name]
  if (!milestone) return null // the form has none
  const stored = storedDays(calendar, milestone)
  if (stored) return dated(stored[0])
  if (!milestone.start) return pathDay(calendar, `path.${milestone.step}.start`)
  return ruled(calendar, milestone.start)
}

/**
 * The last day of a milestone that is a window; null for a single day, or one without a date.
 * @param {Calendar} calendar @param {string} name @returns {Dated | null}
 */
export function milestoneEnd(calendar, name) {
  const milestone = calendar.plan.milestones[name]
  const stored = storedDays(calendar, milestone)
  if (stored) return dated(stored[1] ?? undefined)
  return milestone.end ? ruled(calendar, milestone.end) : null
}

/**
 * @param {Calendar} calendar @param {Milestone} milestone @returns {[Day, (Day | null)?] | undefined}
 */
function storedDays({ season }, milestone) {
  return season === null ? undefined : milestone.dates?.[season]
}

/**
 * @param {Calendar} calendar @param {SeasonRule} rule @returns {Dated | null}
 */
function ruled(calendar, rule) {
  if ("to" in rule) {
    const other = milestoneDay(calendar, rule.to)
    return other && { day: other.day + rule.days, planned: other.planned }
  }
  return calendar.season === null ? null : dated(dayIn(rule, calendar.season))
}

/**
 * The day of a rule that counts from the season's year.
 * @param {Exclude<SeasonRule, { to: string }>} rule @param {number} season @returns {Day}
 */
function dayIn(rule, season) {
  const year = season + rule.year
  if ("nth" in rule) {
    const first = dayOf(year, rule.month, 1)
    return first + modulo(rule.weekday - weekdayOf(first), 7) + 7 * (rule.nth - 1)
  }
  let day = dayOf(year, rule.month, rule.day)
  while (rule.step && !rule.weekdays?.includes(weekdayOf(day))) day += rule.step
  return day
}

/**
 * A rule in words: "20 weeks before your departure".
 * @param {Calendar} calendar @param {Rule} rule
 */
export function wordsOf(calendar, rule) {
  return ruleWords(calendar.plan, rule, (name) => called(calendar, name))
}

/**
 * What a sentence calls what a day is counted from.
 * @param {Calendar} calendar @param {string} name
 */
export function called({ plan, journey }, name) {
  if (name.startsWith("plan.")) return plan.tables[name.slice("plan.".length)].called
  if (name.startsWith("path.")) {
    const { step, field } = fieldOf(name)
    return filled(plan.words.fields[field], { step: journey ? plan.steps[step].noun : step })
  }
  if (name === "today") return name
  const facet = plan.facets[name]
  if (facet) return facet.called ?? facet.label
  return plan.milestones[name].called ?? plan.milestones[name].label
}
