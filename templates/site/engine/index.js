// The engine of the page: from the project's rules (plan.js) and a reader's answers to all that follows from them.
/** @import { Answers, Condition, Facet, Given, Plan, Reader, Rules } from "./types.js" */
import { orderOf } from "./path.js"

export { allOf, anyOf, certain, clausesOf, isAbsent, isSettled, negated, noneOf, truth } from "./conditions.js"
export { assume, isRuledOut, reduced, remainder, residue } from "./residue.js"
export { addMonths, partsOf, readDay, todayOf, wholeMonths, writeDay } from "./days.js"
export { whyChapter, whySection } from "./reading.js"
export { leadOver, otherLead, shortLead } from "./phrases.js"
export { filled, joined, number, plural, sayDay, stretch } from "./words.js"
export { chaptersOf, mattering, minutesOf, recheckOf, sourcesOf, termsOf } from "./guide.js"
export { dateLines, documentLines, taskGroups, whenWords, wholeMonthsOf } from "./listed.js"
export { acrossOf } from "./drawn.js"
export { downOf } from "./down.js"
export { chartOf } from "./lanes.js"
export { askInOrder, asking } from "./asking.js"
export { narrow } from "./given.js"
export { clashOf, nearestGuide } from "./guides.js"
export { everyValue } from "./narrow.js"
export { anchorDay, called, milestoneDay, milestoneEnd, resolve, wordsOf } from "./calendar.js"
export { fieldOf, valueOf } from "./fields.js"
export { becauseOf, toldTrials } from "./tables.js"
export { fill, NoValue, trialText, valueText } from "./values.js"
export { planning, planReader } from "./plan.js"
export { armsIn, joinedLeads, leadSentence, tasksIn } from "./select.js"
export { selecting, selectSections } from "./selected.js"
export { shownStep } from "./shown.js"
export { saidVerdicts, stepLines, thisWeek, verdictsOf } from "./steps.js"
export { answerLabel, countedWith, dueDay, dueWords, stateOf } from "./told.js"
export { budgetOf } from "./budget.js"
export { eventsOf, rowsOf } from "./taken.js"
export { choicesOf, columnsFor } from "./choices.js"

/** The form of plan.js that this script reads. */
export const VERSION = 1

/** The keys under which data has the number of a condition. */
const CONDITIONS = new Set(["when", "asked", "around", "done", "settled", "rule"])

/**
 * Puts the conditions in the place of their numbers.
 * @template Data
 * @param {Data} data changed @param {Condition[]} conditions @returns {Data}
 */
function withConditions(data, conditions) {
  if (data === null || typeof data !== "object") return data
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === "number" && CONDITIONS.has(key)) /** @type {any} */ (data)[key] = conditions[value]
    else if (typeof value === "object") withConditions(value, conditions)
  }
  return data
}

/**
 * The questions and what cannot be together, ready to narrow answers.
 * @param {any} data @returns {Rules}
 */
export function openRules(data) {
  const { conditions, subjects = {}, ...rules } = data
  withConditions(rules, conditions)
  for (const { phrases } of Object.values(subjects)) if (phrases?.yes && !phrases.no) phrases.no = [phrases.yes[1]] // nobody says that it does not fail
  return { milestones: {}, ...rules, subjects: { ...rules.facets, ...subjects } }
}

/**
 * The project's rules as the engine uses them.
 * @param {any} data what plan.js holds @returns {Plan}
 */
export function openPlan(data) {
  const rules = /** @type {any} */ (openRules(data))
  return { ...rules, order: orderOf(rules.steps, data.sorted) }
}
