// Why a step is there now: what needs it, and what is lost by it (generator/assemble/step_why.py).
/** @import { PathStep, Reader } from "./types.js" */
import { wordsOf } from "./calendar.js"
import { chainAfter } from "./path.js"
import { filled, sayDay } from "./words.js"

/**
 * The step that needs one, where that decides its last day.
 * @param {PathStep} one
 */
export function followerOf({ days: { typical: { limit } } }) {
  return limit?.step ?? null
}

/**
 * Why a step is to be done by its day.
 * @param {Reader} reader @param {PathStep} one @returns {string}
 */
export function whyWords(reader, one) {
  const { plan, calendar, journey } = reader
  const { why } = plan.words
  const { limit, due } = one.days.typical
  /** @param {string} name */
  const called = (name) => plan.steps[name].called ?? plan.steps[name].label
  if (!limit || due === null) {
    const todo = journey?.order.followers[one.id].find(([other]) => journey.steps[other].state === "todo")
    return todo ? filled(why.before, { follower: called(todo[0]) }) : why.nothing
  }
  if (limit.step !== undefined && journey) {
    const { end, limit: last } = chainAfter(journey, one.id).slice(-1)[0]
    const said = { why: filled(why.before, { follower: called(limit.step) }), day: sayDay(plan, end) }
    if (last.kind === "day" || !last.rule) return filled(why.chainDay, said)
    return filled(last.isHard ? why.chain : why.chainAdvice, { ...said, anchor: wordsOf(calendar, last.rule) })
  }
  if (limit.kind === "day" || !limit.rule) return why.day
  return filled(limit.isHard ? why.by : why.advice, { day: sayDay(plan, due), anchor: wordsOf(calendar, limit.rule) })
}

/**
 * Of a step that comes too late its last day, and what is lost by it.
 * @param {Reader} reader @param {PathStep} one @param {Record<string, string>} lost
 */
export function lateWords({ plan, journey, today }, one, lost) {
  const { why } = plan.words
  const { due, finish } = one.days.typical
  const { soonest } = one.days.best
  const missed = sayDay(plan, Number(due))
  const said = Number(due) < today ? filled(why.late, { missed })
    : soonest > Number(due) ? filled(why.tooShort, { missed, day: sayDay(plan, soonest) })
    : filled(why.tight, { missed, day: sayDay(plan, finish) })
  const ended = journey ? chainAfter(journey, one.id).flatMap(({ id }) => plan.steps[id].missed ?? []).find((verdict) => verdict in lost) : undefined
  if (ended !== undefined) return filled(why.lateLost, { why: said, lost: lost[ended] })
  const needs = followerOf(one)
  if (needs === null) return said
  return filled(why.lateMoves, { why: said, follower: plan.steps[needs].called ?? plan.steps[needs].label })
}
