// The guide that sections make: numbers of chapters and sources, and how long they are to read (assemble/gathered.py).
/** @import { Answers, Body, Condition, Plan, Section, ShownNode } from "./types.js" */
import { certain, clausesOf, truth } from "./conditions.js"

/** Words read in a minute (render/views.py). */
const PACE = 160

/**
 * The chapters that have sections, numbered, with the minutes they take.
 * @param {Plan} plan @param {Section[]} sections
 */
export function chaptersOf(plan, sections) {
  const names = [...new Set(sections.map((section) => section.chapter))]
  return names.map((id, place) => {
    const mine = sections.filter((section) => section.chapter === id)
    const words = mine.reduce((sum, section) => sum + plan.modules[section.id].words + wordsIn(section.body), 0)
    return { id, number: place + 1, words, minutes: minutesOf(words) }
  })
}

/**
 * The questions on which text turns that may be the reader's: those that its conditions name, and those behind them.
 * @param {Plan} plan @param {Answers} answers @returns {Set<string>}
 */
export function mattering(plan, answers) {
  const strict = certain(answers)
  /** @type {Set<string>} */
  const found = new Set()
  /** @param {Condition | undefined} condition */
  const gather = (condition) => {
    const holds = truth(condition, strict)
    if (holds === null) for (const { is } of clausesOf(condition)) found.add(is.split(" ")[0])
    return holds !== false
  }
  /** @param {Body} body */
  const walk = (body) => {
    for (const node of body) {
      if (typeof node === "number" || "words" in node) continue
      if ("arms" in node) { for (const arm of node.arms) if (gather(arm.when)) walk(arm.body) } else walk("aside" in node ? node.aside : node.run)
    }
  }
  for (const { around, order } of plan.entries) {
    if (gather(around)) for (const id of order) if (gather(plan.modules[id].when)) walk(plan.modules[id].body)
  }
  for (const name of found) for (const row of plan.facets[name]?.rows ?? []) for (const { is } of clausesOf(row.when)) found.add(is)
  return found
}

/** @param {number} words */
export function minutesOf(words) {
  return Math.max(1, Math.ceil(words / PACE))
}

/**
 * Those to say or write are looked up on the day.
 * @param {ShownNode[]} body @returns {number}
 */
function wordsIn(body) {
  return body.reduce((sum, node) => {
    if (node.kind === "text") return sum + node.words
    return node.kind === "aside" && node.isSaid ? sum : sum + wordsIn(node.body)
  }, 0)
}

/**
 * The facts that a section cites, in the order of its text; where one is to be looked at again, with the day it was checked.
 * @param {Plan} plan @param {Section} section
 */
function citedIn(plan, section) {
  return [...new Set(textsOf(section).flatMap((text) => text.cites))].map((number) => plan.facts[number])
}

/**
 * The terms that sections name.
 * @param {Section[]} sections @returns {Set<string>}
 */
export function termsOf(sections) {
  return new Set(sections.flatMap((section) => textsOf(section).flatMap((text) => text.terms)))
}

/** @type {WeakMap<Section, Extract<ShownNode, { kind: "text" }>[]>} */
const texts = new WeakMap()

/**
 * The texts of a section: one that is decided as before is the same object.
 * @param {Section} section
 */
function textsOf(section) {
  let found = texts.get(section)
  if (!found) texts.set(section, found = textsIn(section.body))
  return found
}

/** @param {ShownNode[]} body @returns {Extract<ShownNode, { kind: "text" }>[]} */
function textsIn(body) {
  return body.flatMap((node) => (node.kind === "text" ? [node] : textsIn(node.body)))
}

/**
 * The facts of a guide in the order of their first mention: by its sections, then by its costs and its documents.
 * @param {Plan} plan @param {Section[]} sections @param {Answers} answers @returns {string[]}
 */
export function sourcesOf(plan, sections, answers) {
  const found = new Set(sections.flatMap((section) => citedIn(plan, section).map(([fact]) => fact)))
  const isOut = (/** @type {{ when?: Condition }} */ { when }) => truth(when, answers) === false
  const lines = [...Object.values(plan.costs), ...Object.values(plan.documents).filter(({ sets = [] }) => !sets.every((name) => isOut(plan.sets[name])))]
  for (const { cites = [], when } of lines) if (!isOut({ when })) for (const number of cites) found.add(plan.facts[number][0])
  return [...found]
}

/**
 * The facts of a section to look at again before anybody acts on it, and the first day one of them was checked.
 * @param {Plan} plan @param {Section} section
 */
export function recheckOf(plan, section) {
  const told = citedIn(plan, section).flatMap(([fact, day]) => day === undefined ? [] : [{ fact, day }])
  return told.length ? { facts: told.map(({ fact }) => fact), checked: Math.min(...told.map(({ day }) => day)) } : null
}
