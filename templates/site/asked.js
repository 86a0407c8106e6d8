// Which questions the answers given leave to be asked: constraints, derived facets and `asked_when` narrow what may still
// be answered, as the engine narrows it (logic/narrow.py). tests/browser/test_asked.py holds the two together.
//
// `rules` is {facets, constraints}. A facet is {type, values, means, asked, rows, derived, before}, a constraint
// {rule, because}: `rule` is the condition that must not be false.

const NOT_ASKED = ""
const isNever = (possible) => Array.isArray(possible) && possible.length === 1 && possible[0] === NOT_ASKED
const isList = Array.isArray

function possibleAnswers(given, rules) {
  const answers = {}
  for (const [name, facet] of Object.entries(rules.facets)) {
    const answer = given[name]
    const isOpen = answer === undefined || answer === null
    if (facet.type === "choices") answers[name] = { several: isOpen ? null : answer }
    else if (facet.type === "date") answers[name] = isOpen ? { low: null, high: null } : { low: answer, high: answer }
    else answers[name] = isOpen ? [...facet.values] : (facet.means?.[answer] || [answer])
    if (facet.asked) answers[name] = isList(answers[name]) ? [...answers[name], NOT_ASKED] : { ...answers[name], asked: false }
  }
  return answers
}

function onceKnown(possible, isAsked) {
  if (isAsked === false) return [NOT_ASKED]
  if (isAsked === null) return possible
  if (!isList(possible)) return { ...possible, asked: true }
  const left = possible.filter((value) => value !== NOT_ASKED)
  return left.length ? left : possible
}

function derive(answers, rules) {
  for (const [name, facet] of Object.entries(rules.facets)) {
    if (facet.asked) answers[name] = onceKnown(answers[name], truth(facet.asked, answers))
    if (!facet.rows) continue
    const reached = new Set()
    for (const row of facet.rows) {
      const holds = truth(row.when, answers)
      if (holds !== false) reached.add(row.value)
      if (holds) break
    }
    answers[name] = [...reached]
  }
}

function subjectsOf(condition) {
  if (condition.not) return subjectsOf(condition.not)
  const parts = condition.all || condition.any
  return parts ? parts.flatMap(subjectsOf) : [condition.is]
}

// The facets that decide derived ones among these, and whether some are asked.
function behind(names, rules) {
  const found = new Set()
  const waiting = [...names]
  while (waiting.length) {
    const facet = rules.facets[waiting.pop()]
    for (const condition of [facet?.asked, ...(facet?.rows || []).map((row) => row.when)]) {
      for (const subject of condition ? subjectsOf(condition) : []) {
        if (!found.has(subject)) { found.add(subject); waiting.push(subject) }
      }
    }
  }
  return found
}

// Takes out what a constraint makes impossible. Gives whether anything went, or the constraint where it is broken.
function apply(constraint, answers, rules) {
  if (truth(constraint.rule, answers) === false) return constraint
  const names = new Set(subjectsOf(constraint.rule))
  const deciding = behind(names, rules)
  let isChanged = false
  for (const name of [...new Set([...names, ...deciding])].sort()) {
    const possible = answers[name]
    if (!isList(possible) || possible.length === 1 || !rules.facets[name] || rules.facets[name].derived) continue
    const kept = possible.filter((value) => {
      const trial = { ...answers, [name]: [value] }
      if (deciding.size) derive(trial, rules)
      return truth(constraint.rule, trial) !== false
    })
    if (!kept.length) return constraint
    if (kept.length < possible.length) { answers[name] = kept; isChanged = true }
  }
  return isChanged
}

// What may still be answered to each question; `broken` is a constraint that the answers given break.
function narrow(given, rules) {
  const answers = possibleAnswers(given, rules)
  derive(answers, rules)
  let isChanged = true
  while (isChanged) {
    isChanged = false
    for (const constraint of rules.constraints) {
      const result = apply(constraint, answers, rules)
      if (result === true) isChanged = true
      else if (result) return { answers, broken: result }
    }
    if (isChanged) derive(answers, rules)
  }
  return { answers, broken: null }
}

// Goes through the questions in their order. What earlier answers decide is not asked, and an answer counts only where
// its question is asked. Gives for each question "asked", "decided" or "unasked", the answers that count, and the
// constraint that an answer breaks.
function askInOrder(entered, rules) {
  const given = {}
  const state = {}
  const broken = {}
  const questions = Object.keys(rules.facets).filter((name) => !rules.facets[name].derived)
  for (const name of questions) {
    const possible = narrow(given, rules).answers[name]
    state[name] = isNever(possible) ? "unasked" : isList(possible) && possible.length === 1 ? "decided" : "asked"
    if (state[name] !== "asked" || entered[name] === undefined) continue
    const result = narrow({ ...given, [name]: entered[name] }, rules)
    if (result.broken) broken[name] = result.broken
    else given[name] = entered[name]
  }
  // A later answer may show that an earlier question is not for the reader.
  for (let isChanged = true; isChanged;) {
    const { answers } = narrow(given, rules)
    const unasked = questions.filter((name) => state[name] === "asked" && isNever(answers[name]))
    for (const name of unasked) { state[name] = "unasked"; delete given[name] }
    isChanged = unasked.length > 0
  }
  return { state, given, broken }
}
