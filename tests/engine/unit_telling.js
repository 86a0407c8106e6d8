// Tells what the page's engine makes of a condition and answers, in the form in which units.py tells it of the engine.
/* exported tellOfUnit */
const ALONE = {
  askInOrder: (engine, rules, [given, today]) => {
    const { state, given: taken, broken } = engine.askInOrder(given, rules, today)
    return { state, given: taken, broken: Object.keys(broken) }
  },
  clashOf: (engine, rules, [given, today]) => engine.clashOf(given, rules, today)?.names ?? null,
  todayOf: (engine, rules, [words]) => engine.todayOf(new Date(words)),
  version: (engine) => engine.VERSION,
  roomWords: (engine, plan, [latest, isLate]) => engine.roomWords({ plan, journey: null }, { id: "s", step: {}, days: { typical: { start: 0, latest } } }, isLate),
  drawn: (engine, plan, [drawing]) => drawnOf(engine, plan, drawing),
  nearestGuide: (engine, rules, [given, current, today]) => engine.nearestGuide(rules, given, current, today),
}

// The drawings of steps and dates of nobody, for days of others that limit the steps.
function drawnOf(engine, { words }, { lines, others, dates, lanes, width, today }) {
  const steps = Object.fromEntries(lines.map(({ id, called }) => [id, { called }]))
  const milestones = Object.fromEntries(others.map(([label, day], place) => [`m${place}`, { label, dates: { 1: [day] } }]))
  const dues = Object.keys(milestones).map((name) => ({ entry: { date: [name], hard: true } }))
  const plan = { words, steps, milestones, facets: {}, lanes }
  const journey = { steps: { s: { id: "s", state: "todo" } }, standings: { s: { dues } } }
  return drawings(engine, { plan, today, journey, calendar: { plan, season: 1 } }, dates, lines, width)
}

// The rules of the project asked of, opened once.
function rulesOf(engine, plan) {
  if (!plan.opened) plan.opened = engine.openRules(plan.rules)
  return plan.opened
}

function tellOfUnit(engine, plan, { condition, excluded, answers, only, call, given }) {
  if (call in ALONE) return { [call]: ALONE[call](engine, plan.rules ? rulesOf(engine, plan) : plan, given) }
  if (call) return { [call]: ["stretch", "answerLabel", "otherLead", "length", "thisWeek"].includes(call) ? engine[call](plan, ...given) : engine[call](...given) }
  if (only) return { [only]: engine[only](condition, answers) }
  const all = (possible) => (Array.isArray(possible) ? byText(possible) : "possible" in possible ? { ...possible, possible: byText(possible.possible) }
    : { ...possible, asked: possible.asked !== false })
  const byText = (values) => [...values].sort((one, other) => (String(one) < String(other) ? -1 : 1))
  const rest = engine.reduced(condition, answers)
  const told = {
    truth: engine.truth(condition, answers),
    negated: engine.truth(condition, answers, false),
    reduced: rest,
    isRuledOut: engine.isRuledOut(condition, excluded, answers),
    all: engine.allOf(condition, ...excluded),
    any: engine.anyOf(condition, ...excluded),
    none: engine.noneOf([condition, ...excluded]),
    lead: null,
    assumed: null,
  }
  if (typeof rest === "boolean") return told.truth === null ? { ...told, residue: engine.residue(condition, answers) } : told
  const assumed = Object.entries(engine.assume(rest, answers)).map(([name, possible]) => [name, all(possible)])
  return { ...told, lead: engine.leadOver(plan, rest, answers), other: engine.otherLead(plan, rest, answers), short: engine.shortLead(plan, rest, answers), assumed: Object.fromEntries(assumed) }
}
