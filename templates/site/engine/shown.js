// The day that is shown for a step: when it must be over, or when it can be where that has become impossible
// (assemble/step_days.py).
/** @import { Day, Journey, Pace, Reader } from "./types.js" */

/**
 * The days of a step to print: its last day, or the one it can be over where nothing waits for it or it comes too late.
 * Null where it is not for the reader, or lies behind them.
 * @param {Reader} reader @param {string} name
 * @returns {{ day: Day, begin: Day, planned: boolean, fixed: Day | null, missed: Day | null } | null}
 */
export function shownStep({ journey }, name) {
  if (!journey || journey.steps[name].state !== "todo") return null
  const days = journey.steps[name].days.typical
  const setDay = keptStart(journey, name)
  if (setDay !== null) return { day: days.start, begin: days.start, planned: false, fixed: setDay, missed: null }
  if (days.due === null || days.latest === null) {
    const later = lastEnd(journey, name) - days.finish
    return { day: days.finish + later, begin: days.start + later, planned: true, fixed: null, missed: null }
  }
  if (isMissed(journey, name)) return { day: days.finish, begin: days.start, planned: true, fixed: days.due, missed: days.due }
  if (days.finish > days.due) return { day: days.finish, begin: days.start, planned: true, fixed: null, missed: null }
  if (hasSetEnd(journey, name)) return { day: days.finish, begin: days.start, planned: false, fixed: days.finish, missed: null }
  return { day: days.due, begin: days.latest, planned: false, fixed: days.due, missed: null }
}

/**
 * The day on which the reader said that a step begins; null where there is none, or the path cannot keep it.
 * @param {Journey} journey @param {string} name
 */
export function keptStart({ standings, steps }, name) {
  const { setStart } = standings[name]
  return setStart !== null && steps[name].days.typical.start > setStart ? null : setStart
}

/**
 * The day a step is over where everything before it is over on its last day: a reminder comes after the message. What hangs
 * on a day that is set keeps to that.
 * @param {Journey} journey @param {string} name @returns {Day}
 */
function lastEnd(journey, name) {
  const { state, step, days: { typical: { start, finish, due, wait } } } = journey.steps[name]
  if (state === "done" || isBound(journey, name)) return finish
  if (state === "todo" && due !== null) return Math.max(due, finish)
  const before = [...(step.after ?? []), ...(wait.step === undefined ? [] : [wait.step])]
  return finish + Math.max(0, ...before.map((other) => lastEnd(journey, other) - start))
}

/**
 * Whether a step comes right after a day that the reader or others have set.
 * @param {Journey} journey @param {string} name
 */
function isBound(journey, name) {
  const { step, days } = rootOf(journey, name, "typical")
  return days.typical.wait.kind === "day" || (days.typical.wait.kind === "from" && step.isEvent)
}

/**
 * Where the chain of what a step waits for begins.
 * @param {Journey} journey @param {string} name @param {Pace} pace
 */
function rootOf({ steps }, name, pace) {
  let root = steps[name]
  for (let next = root.days[pace].wait.step; root.state !== "done" && next !== undefined; next = root.days[pace].wait.step) root = steps[next]
  return root
}

/**
 * Whether the reader said on which day a step is over; one that is only counted is not theirs.
 * @param {Journey} journey @param {string} name
 */
function hasSetEnd({ standings, counted }, name) {
  const { ends, step } = standings[name]
  return ends !== null && !ends.planned && step.endsOn !== undefined && !(step.endsOn[0] in counted)
}

/**
 * Whether a step cannot be over on its last day any more. A day of advice that lies before what an event allows at best
 * is not missed: nobody could keep it.
 * @param {Journey} journey @param {string} name
 */
function isMissed(journey, name) {
  const { best, typical: { due, finish, limit } } = journey.steps[name].days
  if (due === null || finish <= due) return false
  if (!limit || limit.isHard || due >= best.soonest) return true
  const root = rootOf(journey, name, "best")
  return root.days.best.wait.kind !== "from" || !root.step.isEvent
}
