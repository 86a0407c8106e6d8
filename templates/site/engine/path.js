// The path of one reader: which steps are theirs, and the three passes that give each its days (generator/path).
/** @import { Day, Journey, Last, Limit, Order, Pace, Passes, PathStep, Run, Situation, Standing, Step, StepDays } from "./types.js" */
import { backward } from "./backward.js"
import { forward, overOf } from "./forward.js"
import { assumedFor, standingsOf } from "./standing.js"

/**
 * The steps of one reader with their days in three passes.
 * @param {Order} order @param {Situation} situation @returns {Journey}
 */
export function findJourney(order, situation) {
  const standings = standingsOf(order, situation)
  const passes = passesOf(order, situation, standings)
  /** @type {Record<string, Set<string>>} */
  const assumed = {}
  /** @type {Record<string, PathStep>} */
  const steps = {}
  for (const name of order.forward) {
    const { step, isSkipped, isOpen, ended } = standings[name]
    assumed[name] = new Set(assumedFor(situation, standings[name]))
    if (!(name in situation.ticks)) for (const other of waitsFor(step)) for (const facet of assumed[other]) assumed[name].add(facet)
    const days = new DaysOfStep(name, passes)
    steps[name] = { id: name, step, state: isSkipped ? "skipped" : ended === null ? "todo" : "done", isOpen, assumed: assumed[name], days }
  }
  const used = new Set(Object.values(assumed).flatMap((facets) => [...facets]))
  const counted = Object.fromEntries(Object.entries(situation.counted).filter(([name]) => used.has(name)))
  return { today: situation.today, steps, counted, order, standings, runsIn: passes.runsIn, goals: {} }
}

/**
 * The passes through a path, each made once somebody asks for one of its days.
 * @param {Order} order @param {Situation} situation @param {Record<string, Standing>} standings @returns {Passes}
 */
function passesOf(order, situation, standings) {
  /** @type {Partial<Record<Pace, Record<string, Run>>>} */
  const runs = {}
  /** @type {Partial<Record<Pace, Record<string, Last>>>} */
  const lasts = {}
  return {
    runsIn: (pace) => runs[pace] ??= forward(order, situation, standings, pace),
    lastsIn: (pace) => lasts[pace] ??= backward(order, standings, pace),
  }
}

/** The days of a step in three passes. */
class DaysOfStep {
  /** @param {string} name @param {Passes} passes */
  constructor(name, passes) {
    this.name = name
    this.passes = passes
    /** @type {Partial<Record<Pace, StepDays>>} */
    this.known = {}
  }

  get best() { return this.in("best") }
  get typical() { return this.in("typical") }
  get careful() { return this.in("careful") }

  /** @param {Pace} pace */
  in(pace) { return this.known[pace] ??= new DaysInPass(this.name, pace, this.passes) }
}

/** The days of a step in one pass. */
class DaysInPass {
  /** @param {string} name @param {Pace} pace @param {Passes} passes */
  constructor(name, pace, passes) {
    const { planned, soonest, count, wait } = passes.runsIn(pace)[name]
    this.start = planned[0][0]
    this.finish = overOf(planned)
    this.earliest = soonest[0][0]
    this.soonest = overOf(soonest)
    this.turns = planned
    this.count = count
    this.wait = wait
    this.last = () => passes.lastsIn(pace)[name]
  }

  get latest() { return this.last()?.latest ?? null }
  get due() { return this.last()?.due ?? null }
  get limit() { return this.last()?.limit ?? null }
}

/**
 * Every step that a step comes after, in the order written.
 * @param {Step} step
 */
function waitsFor({ after = [], anyAfter = [], soft = [] }) {
  return [...after, ...anyAfter, ...soft]
}

/**
 * The last days of a step with which another step keeps to its own days; null where it need not hurry.
 * @param {Journey} journey @param {string} step @param {string} goal @param {Pace} pace @returns {Last | null}
 */
export function toward(journey, step, goal, pace) {
  const key = `${pace} ${goal}`
  journey.goals[key] ??= backward(journey.order, journey.standings, pace, goal)
  return journey.steps[step].state === "todo" ? (journey.goals[key][step] ?? null) : null
}

/**
 * The steps of a project as a graph, those that wait for each step, and those that move each one at best.
 * @param {Record<string, Step>} steps @param {string[]} sorted each after all it waits for @returns {Order}
 */
export function orderOf(steps, sorted) {
  /** @type {Order["followers"]} */
  const followers = Object.fromEntries(Object.keys(steps).map((name) => [name, []]))
  for (const [name, { after = [], anyAfter = [], soft = [] }] of Object.entries(steps)) {
    for (const earlier of after) followers[earlier].push([name, "after"])
    for (const earlier of anyAfter) followers[earlier].push([name, "either"])
    for (const earlier of soft) followers[earlier].push([name, "soft"])
  }
  const moving = Object.fromEntries(Object.entries(steps).map(([name, { after = [], anyAfter = [] }]) => [name, [name, ...after, ...anyAfter]]))
  return { steps, forward: sorted, followers, moving }
}

/**
 * The steps behind a day, on to the one that sets it: the step, its last day to be over, and what limits it.
 * @param {Journey} journey @param {string} name @returns {{ id: string, end: Day, limit: Limit }[]}
 */
export function chainAfter(journey, name) {
  const links = []
  for (let here = /** @type {string | undefined} */ (name); here !== undefined;) {
    const { due, limit } = journey.steps[here].days.typical
    if (due === null || limit === null) break
    links.push({ id: here, end: due, limit })
    here = limit.step
  }
  return links
}
