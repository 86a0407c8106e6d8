// The last days of the steps, from what has to be kept (generator/path/backward.py).
/** @import { Day, Last, Limit, Order, Pace, Standing } from "./types.js" */
import { backToWeekday, daysIn, outOf } from "./days.js"

/**
 * The last days of the steps of one reader in one pass; a step for which nothing waits is not among them. With a
 * `target`, only the days of that step count, advice too.
 * @param {Order} order @param {Record<string, Standing>} standings @param {Pace} pace @param {string | null} [target]
 * @returns {Record<string, Last>}
 */
export function backward(order, standings, pace, target = null) {
  /** @type {Record<string, Last>} */
  const lasts = {}
  for (const name of [...order.forward].reverse()) {
    const standing = standings[name]
    if (standing.ended !== null) continue
    const candidates = fromFollowers(name, order, standings, pace, lasts)
    if (!standing.isSkipped && (target === null || target === name)) candidates.push(...ownDays(standing, pace, target !== null))
    if (candidates.length) lasts[name] = lastOf(standing, pace, candidates.reduce((best, one) => (one.due < best.due ? one : best)))
  }
  return lasts
}

/**
 * @param {Standing} standing @param {Pace} pace @param {{ due: Day, limit: Limit }} candidate @returns {Last}
 */
function lastOf(standing, pace, { due, limit }) {
  if (standing.isSkipped) return { latest: due, due, limit }
  const { step, takes, setStart } = standing
  due = outOf(due, step.closed ?? [], -1)
  // A day that the reader set need not be that weekday.
  const latest = backToWeekday(due - daysIn(takes, pace), setStart === null ? step.weekday : undefined)
  return { latest: setStart === null ? latest : Math.min(setStart, latest), due, limit }
}

/**
 * @param {string} name @param {Order} order @param {Record<string, Standing>} standings @param {Pace} pace
 * @param {Record<string, Last>} lasts @returns {{ due: Day, limit: Limit }[]}
 */
function fromFollowers(name, order, standings, pace, lasts) {
  return order.followers[name].flatMap(([follower, edge]) => {
    const last = lasts[follower]
    if (!last || (edge === "soft" && pace !== "typical")) return []
    /** @type {Limit} */
    const limit = standings[follower].isSkipped ? last.limit : { kind: "before", step: follower, isHard: last.limit.isHard }
    return [{ due: last.latest, limit }]
  })
}

/**
 * The days of a step itself; a day the reader set for its beginning gives its end too.
 * @param {Standing} standing @param {Pace} pace @param {boolean} allDays @returns {{ due: Day, limit: Limit }[]}
 */
function ownDays({ step, takes, dues, setStart }, pace, allDays) {
  /** @type {{ due: Day, limit: Limit }[]} */
  const found = []
  for (const { day, entry } of dues) {
    if (entry.hard || pace !== "best" || allDays) found.push({ due: day, limit: { kind: "by", rule: entry.date, isHard: Boolean(entry.hard) } })
  }
  if (setStart !== null) found.push({ due: setStart + daysIn(takes, pace), limit: { kind: "day", rule: step.startsOn, isHard: false } })
  return found
}
