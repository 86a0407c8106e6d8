// Tells all that the page's engine makes of a reader, in the form in which expected.py tells it of the engine.
/* exported tellOf */
function numbers(trials) {
  return trials.map((one) => one.number)
}
function tellOf(engine, plan, { catalogs, fields, taken }, { given, today, ticks }) {
  try {
    const reader = engine.planReader(plan, given, today, ticks)
    return reader.broken ? { broken: reader.broken.id } : told(engine, plan, catalogs, fields, taken, reader)
  } catch (error) {
    if (error instanceof engine.NoValue) return { noValue: error.message }
    throw error
  }
}

function told(engine, plan, catalogs, fields, taken, reader) {
  const verdicts = engine.saidVerdicts(reader)
  const lines = engine.stepLines(reader, verdicts)
  const budget = engine.budgetOf(reader)
  const sections = engine.selectSections(plan, reader.answers)
  return {
    taken: [engine.eventsOf(reader, sections, lines, taken), engine.rowsOf(reader, sections, taken), [...engine.tasksIn(sections).values()].map((one) => one.unsettled)],
    fields: Object.fromEntries(fields.map((name) => [name, reader.journey && engine.valueOf(engine.fieldOf(name), reader.journey)])),
    texts: Object.fromEntries([...named(plan), ...fields].map((name) => [name, textOf(engine, reader, name)])),
    changes: Object.fromEntries(Object.values(reader.values).filter(({ table }) => !table.hidden).map((one) => [one.name, changes(engine, plan, reader, one)])),
    answers: Object.fromEntries(Object.entries(reader.answers).map(([name, one]) => [name, possible(one)])),
    values: Object.fromEntries(Object.values(reader.values).map((one) => [one.name, {
      value: one.value, winners: numbers(one.winners), changes: numbers(one.changes), possible: sorted(one.possible),
      because: engine.becauseOf(one), counted: one.trials.filter((trial) => trial.onlyCounted).map((trial) => trial.number),
    }])),
    verdicts: engine.verdictsOf(reader),
    said: verdicts,
    counted: reader.journey ? reader.journey.counted : {},
    path: Object.fromEntries(Object.values(reader.journey?.steps || {}).map((one) => [one.id, step(one)])),
    lines: lines.map(({ unsettled, ...line }) => ({ ...line, isOpen: unsettled !== null })),
    state: engine.stateOf(reader),
    countedWith: engine.countedWith(reader),
    tasks: Object.fromEntries([...engine.tasksIn(sections).values()].map((one) =>
      [one.id, [engine.dueWords(reader, one), engine.joinedLeads(plan, one.leads), engine.dueDay(reader, one)]])),
    week: engine.thisWeek(plan, lines),
    sections: sections.map((one) => ({
      id: one.id, chapter: one.chapter, lead: said(one.lead), unsettled: one.unsettled, texts: texts(one.body, []),
      arms: Object.fromEntries([...engine.armsIn(one)].map(([place, arm]) => [place, arm.lead && engine.leadSentence(plan, arm.lead)])),
      sentence: one.lead && engine.leadSentence(plan, one.lead),
    })),
    reading: Object.fromEntries(sections.map((one) => {
      const chapter = engine.whyChapter(reader, one.chapter)
      return [one.id, [chapter.words, engine.whySection(reader, one, chapter)]]
    })),
    budget: { ...budget, lines: budget.lines.map(({ unsettled, ...line }) => ({ ...line, isOpen: unsettled !== null })) },
    guide: { ...guide(engine, plan, sections, reader.answers), lists: lists(engine, reader, sections), drawings: drawings(engine, reader, engine.dateLines(reader), lines, 520 + reader.today % 16 * 32) },
    catalogs: Object.fromEntries(Object.entries(catalogs).map(([name, rules]) => [name, ranks(engine, rules, reader)])),
  }
}

function guide(engine, plan, sections, answers) {
  return {
    chapters: engine.chaptersOf(plan, sections),
    sources: engine.sourcesOf(plan, sections, answers),
    terms: [...engine.termsOf(sections)].sort(),
    mattering: [...engine.mattering(plan, answers)].sort(),
    recheck: Object.fromEntries(sections.map((section) => {
      const told = engine.recheckOf(plan, section)
      return [section.id, told && { ...told, facts: told.facts.sort() }]
    })),
  }
}

// All that a text may name of a reader, and what it stands for.
function named(plan) {
  const tables = Object.keys(plan.tables).flatMap((name) => [`plan.${name}`, `plan.${name}.number`, `plan.${name}.because`])
  const others = [["profile", plan.facets], ["milestone", plan.milestones], ["const", plan.constants]]
  return [...tables, ...others.flatMap(([kind, all]) => Object.keys(all).map((name) => `${kind}.${name}`)), "season.year"]
}

function textOf(engine, reader, name) {
  try { return engine.valueText(reader, name) } catch (error) {
    if (error instanceof engine.NoValue) return null
    throw error
  }
}

function changes(engine, plan, reader, value) {
  return value.changes.filter((trial) => trial.value !== null).map((trial) =>
    [engine.shortLead(plan, engine.residue(trial.row.when, reader.answers), reader.answers), engine.trialText(reader, value.table, trial), trial.because])
}

function lists(engine, reader, sections) {
  const groups = engine.taskGroups(reader, sections)
  return {
    tasks: groups.map(({ title, tasks, isLate }) => [title, tasks, isLate]),
    documents: engine.documentLines(reader).map((one) => [one.title, one.id, one.start, one.needed, one.planned, one.lead, one.sets]),
    dates: engine.dateLines(reader).map((one) => [one.title, one.id, engine.whenWords(reader, one), one.planned, one.lead, one.start, one.end, one.lane, one.standing]),
  }
}

// The views of the drawings, under the names that the engine gives them.
function drawings(engine, reader, dates, lines, width) {
  return snaked({
    across: lines.length ? engine.acrossOf(reader, lines, width) : null,
    down: lines.length ? engine.downOf(reader.plan, lines) : null,
    chart: engine.chartOf(reader, dates, lines, width),
  })
}

function snaked(value) {
  if (Array.isArray(value)) return value.map(snaked)
  if (value === null || typeof value !== "object") return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`), snaked(one)]))
}

function possible(one) {
  if (Array.isArray(one)) return sorted(one)
  if ("possible" in one) return { value: one.value, possible: sorted(one.possible) }
  return "several" in one ? { several: one.several && sorted(one.several), asked: one.asked !== false } : { ...one, asked: one.asked !== false }
}

function sorted(values) {
  return values.map(String).sort()
}

function step({ state, isOpen, assumed, days: { best, typical, careful } }) {
  return { state, isOpen, assumed: [...assumed].sort(), days: { best: inPass(best), typical: inPass(typical), careful: inPass(careful) } }
}

function inPass({ start, finish, earliest, soonest, latest, due, turns, count, wait, limit }) {
  return {
    start, finish, earliest, soonest, latest, due, turns, count,
    wait: [wait.kind, wait.step ?? null], limit: limit && [limit.kind, limit.step ?? null, limit.isHard],
  }
}

function said(lead) {
  return lead && [lead.words, lead.instead, Boolean(lead.isOtherwise), lead.alone ?? null]
}

function texts(body, leads) {
  return body.flatMap((node) => {
    if (node.kind === "text") return [[node.place, leads]]
    return texts(node.body, node.kind === "arm" ? [...leads, [said(node.lead), node.unsettled]] : leads)
  })
}

function ranks(engine, rules, reader) {
  return engine.choicesOf(reader, rules).map((one) => [one.id, one.fit, one.reasons, one.asks, one.open, one.more, one.scores, one.isStale])
}
