// Fields of steps by name: "path.step2-sit.latest", "path.visit.careful.room_for.tour" (logic/path_field.py).
/** @import { Journey, Pace, PathField } from "./types.js" */
import { toward } from "./path.js"

const DAYS = ["start", "finish", "earliest", "latest", "due"]

/** @type {Map<string, PathField>} */
const read = new Map()

/**
 * Reads the name of a field.
 * @param {string} name @returns {PathField}
 */
export function fieldOf(name) {
  let field = read.get(name)
  if (!field) read.set(name, field = parsed(name))
  return field
}

/** @param {string} name @returns {PathField} */
function parsed(name) {
  const [, step, ...rest] = name.split(".")
  const pace = /** @type {Pace} */ (["best", "typical", "careful"].includes(rest[0]) ? rest.shift() : "typical")
  const goal = rest[0].endsWith("_for") ? rest[1] : null
  const field = goal === null ? rest[0] : rest[0].slice(0, -"_for".length)
  return { step, pace, field, goal, isDay: DAYS.includes(field) }
}

/**
 * What a field is for one reader; null where the step is not theirs, or nothing waits for it.
 * @param {PathField} field @param {Journey} journey @returns {number | null}
 */
export function valueOf({ step, pace, field, goal }, journey) {
  const one = journey.steps[step]
  const days = one.state === "skipped" ? null : one.days[pace]
  if (field === "mine") return days ? 1 : 0
  if (!days) return null
  if (goal !== null) {
    const last = toward(journey, step, goal, pace)
    if (!last) return null
    return field === "room" ? last.due - days.earliest : field === "latest" ? last.latest : last.due
  }
  if (field === "fits") return days.latest === null || days.earliest <= days.latest ? 1 : 0
  if (field === "slack") return days.latest === null ? null : days.latest - days.start
  if (field === "room") return days.due === null ? null : days.due - days.earliest
  return /** @type {Record<string, any>} */ (days)[field]
}
