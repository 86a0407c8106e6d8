// The truth of a condition, decided as the engine decides it (logic/evaluate.py), with three values: true, false, and
// null for "not to be decided". Conditions are in the page as data.

// `possible` is what may still be the answer: a list of values, {several: [...] or null}, {low, high} for dates, or
// {value, possible} for a plan value that is stated but may change. Nothing at all means: not answered. Where it may
// turn out that the reader is not asked, a list holds "" and the others say {asked: false}: no clause allows that.
function clauseTruth(clause, possible, wanted) {
  const admits = (value) => value !== null && (clause.in ? clause.in.includes(value) : typeof value !== "string" && inRange(value))
  const inRange = (value) => (clause.min === undefined || value >= clause.min) && (clause.max === undefined || value <= clause.max)
  const decided = (truth) => truth === null || (truth && possible.asked === false) ? null : truth === wanted
  if (possible === undefined || possible === null) return null
  if (Array.isArray(possible)) {
    const admitted = possible.filter((value) => admits(value) === wanted).length
    return admitted === 0 ? false : admitted === possible.length ? true : null
  }
  if ("several" in possible) return possible.several === null ? null : decided(possible.several.some((value) => clause.in.includes(value)))
  if ("possible" in possible) return admits(possible.value) === wanted ? true : possible.possible.some((value) => admits(value) === wanted) ? null : false
  const { low = null, high = null } = possible
  if (low !== null && low === high) return decided(inRange(low))
  if ((high !== null && high < clause.min) || (low !== null && low > clause.max)) return decided(false)
  const above = clause.min === undefined || (low !== null && low >= clause.min)
  const below = clause.max === undefined || (high !== null && high <= clause.max)
  return decided(above && below ? true : null)
}

function truth(condition, answers, wanted = true) {
  if (condition.not) return truth(condition.not, answers, !wanted)
  const parts = condition.all || condition.any
  if (!parts) return clauseTruth(condition, answers[condition.is], wanted)
  const decisive = Boolean(condition.all) !== wanted
  let result = !decisive
  for (const part of parts) {
    const one = truth(part, answers, wanted)
    if (one === decisive) return decisive
    if (one === null) result = null
  }
  return result
}
