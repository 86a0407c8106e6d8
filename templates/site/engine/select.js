// Which sections a reader gets, which arms of their blocks, and the leads over what may not be for them
// (generator/select).
/** @import { Answers, Arm, Body, Condition, Entry, Lead, ListedTask, Plan, Section, ShownNode } from "./types.js" */
import { ALWAYS, allOf, certain, clausesOf, noneOf, truth } from "./conditions.js"
import { assume, isRuledOut, remainder, residue, unless } from "./residue.js"
import { leadOver, otherLead } from "./phrases.js"
import { filled, joined } from "./words.js"

/**
 * The sections of one entry of the outline for a reader, those without any text left out.
 * @param {Plan} plan @param {Entry} entry @param {Answers} answers @returns {Section[]}
 */
export function sectionsOf(plan, entry, answers) {
  if (truth(entry.around, answers) === false) return []
  const found = entry.order.length === 1 && !entry.slot ? single(plan, entry, answers) : walk(plan, entry, answers)
  return found.filter((section) => section.body.length > 0)
}

/**
 * The lead for an unknown condition: its author's words, else words from its residue.
 * @param {Plan} plan @param {Condition} condition @param {Answers} answers @param {string | undefined} own
 * @param {boolean} [instead] @returns {Lead}
 */
function leadFor(plan, condition, answers, own, instead = false) {
  const rest = residue(condition, answers)
  return { words: leadOver(plan, rest, answers, own), residue: rest, instead }
}

/**
 * A module that the outline names itself.
 * @param {Plan} plan @param {Entry} entry @param {Answers} answers @returns {Section[]}
 */
function single(plan, entry, answers) {
  const module = plan.modules[entry.order[0]]
  const whole = allOf(entry.around, module.when)
  const holds = truth(whole, answers)
  if (holds === false) return []
  const lead = holds === null ? leadFor(plan, whole, answers, module.lead) : null
  const inside = lead ? assume(lead.residue, answers) : answers
  return section(plan, entry, entry.order[0], lead, lead && lead.residue, inside, false)
}

/**
 * @param {Plan} plan @param {Entry} entry @param {string} id @param {Lead | null} lead
 * @param {Condition | null} unsettled @param {Answers} inside @param {boolean} isStrict whether nothing presumed decided it
 * @returns {Section[]}
 */
function section(plan, entry, id, lead, unsettled, inside, isStrict) {
  const module = plan.modules[id]
  if (lead && module.hide) return []
  /** @type {Set<string>} */
  const asks = new Set()
  const body = shownBody(plan, module.body, inside, "", asks)
  return [{ id, chapter: entry.chapter, lead, unsettled, body, asks: [...asks], isStrict }]
}

/**
 * Walks the alternatives of a slot from the most specific: the first that certainly holds ends the walk. `answers` take
 * the plan as it is stated, `strict` as all that it may still become: only what `strict` rules out is left out.
 * @param {Plan} plan @param {Entry} entry @param {Answers} answers @returns {Section[]}
 */
function walk(plan, entry, answers) {
  const around = entry.around ?? ALWAYS
  const strict = certain(answers)
  const isOpen = truth(around, answers) === null
  const inside = isOpen ? assume(residue(around, answers), answers) : answers
  /** @type {Condition[]} */
  const tried = []
  /** @type {{ id: string, lead: Lead | null, unsettled: Condition | null } | null} */
  let winner = null
  /** @type {{ id: string, condition: Condition, unsettled: Condition | null }[]} */
  const maybe = []
  for (const id of entry.order) {
    const when = plan.modules[id].when ?? ALWAYS
    const holds = truth(when, inside)
    if (holds === false) {
      // It is left out.
    } else if (holds && !winner) {
      const lead = isOpen ? leadFor(plan, around, answers, plan.modules[id].lead) : null
      winner = { id, lead, unsettled: unless(tried, around, answers) }
      tried.push(when)
    } else {
      const condition = winner ? allOf(around, noneOf(tried), when) : allOf(around, when)
      if (isRuledOut(condition, winner ? [] : tried, strict)) continue
      maybe.push({ id, condition, unsettled: winner ? remainder(condition, strict) : unless(tried, condition, answers) })
      tried.push(when)
    }
    // Once it is certain that one of those tried holds, nobody reads what comes after.
    if (isRuledOut(ALWAYS, tried, certain(inside))) break
  }
  const first = winner
    ? section(plan, entry, winner.id, winner.lead, winner.unsettled, winner.lead ? assume(winner.lead.residue, answers) : answers, false)
    : []
  const others = maybe.flatMap(({ id, condition, unsettled }) => {
    const by = winner ? strict : answers
    const lead = leadFor(plan, condition, by, plan.modules[id].lead, winner !== null)
    return section(plan, entry, id, lead, unsettled, assume(lead.residue, by), winner !== null)
  })
  return [...first, ...others]
}

/**
 * What of a body is shown; neighbors with the same residue share one lead. A place names a node by the numbers of the
 * nodes and arms around it. `asks` gathers what the arms of its blocks ask about.
 * @param {Plan} plan @param {Body} body @param {Answers} answers @param {string} place @param {Set<string>} asks
 * @returns {ShownNode[]}
 */
function shownBody(plan, body, answers, place, asks) {
  /** @type {ShownNode[]} */
  const shown = []
  for (const [number, node] of body.entries()) {
    for (const one of shownNodes(plan, node, answers, `${place}${number}`, asks)) {
      const last = shown[shown.length - 1]
      if (one.kind === "arm" && one.lead && last?.kind === "arm" && goesOn(last, one)) {
        last.body.push(...one.body)
        last.arms.push(...one.arms)
      } else shown.push(one)
    }
  }
  return shown
}

/**
 * What of one node is shown. Each arm of a list or table keeps its lead, since each item has it.
 * @param {Plan} plan @param {Body[number]} node @param {Answers} answers @param {string} place @param {Set<string>} asks
 * @returns {ShownNode[]}
 */
function shownNodes(plan, node, answers, place, asks) {
  if (typeof node === "number") return [{ kind: "text", place, words: node, tasks: [], cites: [], terms: [] }]
  if ("words" in node) return [{ kind: "text", place, words: node.words, tasks: node.tasks ?? [], cites: node.cites ?? [], terms: node.terms ?? [] }]
  if ("arms" in node) return shownArms(plan, node.arms, answers, place, asks)
  const body = "aside" in node ? shownBody(plan, node.aside, answers, `${place}.`, asks)
    : node.run.flatMap((one, number) => shownNodes(plan, one, answers, `${place}.${number}`, asks))
  if (!body.length) return []
  return "aside" in node ? [{ kind: "aside", place, isSaid: Boolean(node.say), body }] : [{ kind: "run", place, body }]
}

/**
 * Whether an arm belongs under the lead of the arm before it.
 * @param {{ lead: Lead | null, unsettled: Condition | null }} last @param {{ lead: Lead | null, unsettled: Condition | null }} arm
 */
function goesOn(last, arm) {
  return JSON.stringify([last.lead, last.unsettled]) === JSON.stringify([arm.lead, arm.unsettled])
}

/**
 * The arms of a block that are shown. As in a slot, the plan counts as it is stated, but only what `strict` rules out is
 * left out; what comes after an arm that may hold counts only without it.
 * @param {Plan} plan @param {Arm[]} arms @param {Answers} answers @param {string} place @param {Set<string>} asks
 */
function shownArms(plan, arms, answers, place, asks) {
  /** @type {Extract<ShownNode, { kind: "arm" }>[]} */
  const shown = []
  const strict = certain(answers)
  /** @type {Condition[]} */
  const excluded = []
  let [hasPlain, isOver] = [false, false]
  for (const [number, arm] of arms.entries()) {
    const when = arm.when ?? ALWAYS
    for (const { is } of clausesOf(when)) asks.add(is)
    const holds = truth(when, answers)
    if (holds === false || isOver) continue
    /** @type {Lead | null} */
    let lead = null
    /** @type {Condition | null} */
    let unsettled = null
    let inside = answers
    if (hasPlain || holds === null) {
      if (isRuledOut(when, excluded, strict)) continue
      const by = hasPlain ? strict : answers
      lead = leadFor(plan, hasPlain ? { all: [...excluded.map((one) => ({ not: one })), when] } : when, by, arm.lead)
      unsettled = hasPlain || !excluded.length ? lead.residue : unless(excluded, when, answers)
      inside = assume(lead.residue, by)
    } else if (excluded.length) {
      // It holds, but is read where none of those before it turns out to; of a plan value the stated one holds.
      unsettled = remainder({ all: excluded.map((one) => ({ not: one })) }, answers) ?? ALWAYS
      lead = otherwise(plan, arm, unsettled, answers)
      inside = assume(unsettled, answers)
    } else hasPlain = true
    if (!lead || !arm.hide) {
      const body = shownBody(plan, arm.body, inside, `${place}.${number}.`, asks)
      if (body.length) shown.push({ kind: "arm", arms: [`${place}.${number}`], lead, unsettled, body })
    }
    excluded.push(when)
    isOver = isRuledOut(ALWAYS, excluded, strict)
  }
  return shown
}

/**
 * The lead over the last arm after open ones.
 * @param {Plan} plan @param {Arm} arm @param {Condition} rest @param {Answers} answers @returns {Lead}
 */
function otherwise(plan, arm, rest, answers) {
  const words = arm.lead ?? plan.words.otherwise
  const alone = arm.lead === undefined ? otherLead(plan, rest, answers) : null
  return { words, residue: rest, instead: false, isOtherwise: true, alone }
}

/**
 * Every arm that is shown of a section, by its place.
 * @param {Section} section
 */
export function armsIn(section) {
  /** @type {Map<string, Extract<ShownNode, { kind: "arm" }>>} */
  const found = new Map()
  const waiting = [...section.body]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === "arm") for (const place of node.arms) found.set(place, node)
    if (node.kind !== "text") waiting.push(...node.body)
  }
  return found
}

/**
 * Every task of the sections, by its id, with the leads it is under.
 * @param {Section[]} sections @returns {Map<string, ListedTask>}
 */
export function tasksIn(sections) {
  /** @type {Map<string, ListedTask>} */
  const found = new Map()
  /** @param {Section} section @param {ShownNode[]} body @param {Lead[]} leads @param {Condition[]} unsettled */
  const gather = (section, body, leads, unsettled) => {
    for (const node of body) {
      if (node.kind === "text") for (const task of node.tasks) found.set(task.id, { ...task, leads, unsettled, section: section.id, chapter: section.chapter })
      else if (node.kind !== "arm") gather(section, node.body, leads, unsettled)
      else gather(section, node.body, node.lead ? [...leads, node.lead] : leads, node.unsettled ? [...unsettled, node.unsettled] : unsettled)
    }
  }
  for (const section of sections) gather(section, section.body, section.lead ? [section.lead] : [], section.unsettled ? [section.unsettled] : [])
  return found
}

/**
 * Leads inside each other as one, as they are said of something that may be read alone; empty where there are none.
 * @param {Plan} plan @param {Lead[]} leads
 */
export function joinedLeads(plan, leads) {
  const words = leads.map((one) => one.alone ?? one.words)
  return joined(plan, words.map((one, place) => (place ? one.slice(0, 1).toLowerCase() + one.slice(1) : one)))
}

/**
 * The words over a section, without the colon.
 * @param {Plan} plan @param {Lead} lead
 */
export function leadSentence(plan, { words, instead }) {
  return instead ? filled(plan.words.instead, { lead: words }) : words
}
