// The plan on its page, from the reader's answers and the day it is: figures with their reasons, how things are, this week.

// What a value is for the reader, in words, each with its reason; nothing where the plan does not set it.
function toldRows(value) {
  const rows = []
  try { for (const trial of guidegen.toldTrials(value)) rows.push([guidegen.trialText(reader, value.table, trial), trial.because]) } catch (error) {
    if (!(error instanceof guidegen.NoValue)) throw error
  }
  return value.table.policy === "collect" ? rows : rows.slice(0, 1)
}

function showValues() {
  const [figures, more, told] = [one(".plan.figures"), one("section.more"), one(".told")]
  if (!told && !figures) return
  const values = Object.values(reader.values).filter(({ table }) => !table.hidden).map((value) => ({
    name: value.name, label: value.table.label, isList: value.table.policy === "collect", lines: toldRows(value), changes: changesOf(value) }))
  if (told) {
    renew(told, values.filter(({ lines }) => lines.length), ({ label, lines }) => made("div", {},
      made("dt", {}, label), ...lines.map(([words, because]) => made("dd", {}, capital(words) + (because ? `, because ${because}` : "")))))
  }
  if (!figures || !more) return
  const open = new Set(all(".value:has(> .changes[open])").map((part) => part.dataset.plan))
  const shown = values.filter(({ lines, changes }) => lines.length || changes.length)
  const isFigure = ({ isList, lines }) => !(isList && lines.length) && (lines[0]?.[0] ?? "").length < FIGURE
  const part = (isLarge) => (value) => valuePart(value, isLarge, open.has(value.name))
  renew(figures, shown.filter(isFigure), part(true))
  renew(one(".plan", more), shown.filter((value) => !isFigure(value)), part(false))
  hide(more, !one(".value", more))
}

// What would change a value: the words of the answer, and to what.
function changesOf(value) {
  return value.changes.filter((trial) => trial.value !== null).map((trial) => [
    guidegen.shortLead(plan, guidegen.residue(trial.row.when, reader.answers), reader.answers), guidegen.trialText(reader, value.table, trial), trial.because])
}

// Large where it is short, else below, as guide.html has it.
function valuePart({ name, label, isList, lines, changes }, isLarge, isOpen) {
  const part = made("div", { className: "value" }, made(isLarge ? "h2" : "h3", {}, label))
  part.dataset.plan = name
  if (isList && lines.length) {
    part.append(made("ul", {}, ...lines.map(([words, because]) => made("li", {}, made("strong", {}, capital(words)), because ? ` because ${because}` : ""))))
  } else if (lines.length) {
    part.append(made("p", { className: "figure" }, capital(lines[0][0])))
    if (lines[0][1]) part.append(made("p", {}, `because ${lines[0][1]}`))
  }
  if (changes.length) part.append(changed(changes, isOpen || !lines.length))
  return part
}

const FIGURE = 25 // letters that are set large

function changed(changes, isOpen) {
  const items = changes.map(([lead_, words, because]) =>
    made("li", {}, made("span", { className: "lead" }, `${lead_}:`), ` ${words}`, because ? `, because ${because}` : ""))
  return made("details", { className: "changes", open: Boolean(isOpen) }, made("summary", {}, "What would change this"), made("ul", {}, ...items))
}

// How things are: what was answered, and what stands in for an answer.
function showState(verdicts) {
  const line = one(".state-line")
  if (line) {
    const said = (items) => items.map(([label, words]) => `${label}: ${words}`).join(" · ")
    const { answered, counted } = guidegen.stateOf(reader)
    const [given, assumed] = [said(answered), counted.length ? `Not answered, so counted as: ${said(counted)}` : ""]
    if (line.textContent !== given + assumed) line.replaceChildren(given, ...(given && assumed ? [made("br")] : []), assumed)
  }
  const standing = one(".standing")
  if (!standing) return
  const follows = one(".follows")
  placeVerdicts(standing, verdicts.slice(0, 1))
  if (!follows) return
  placeVerdicts(follows, verdicts.slice(1))
  hide(follows, verdicts.length < 2)
}

function placeVerdicts(place, verdicts) {
  renew(one(".verdicts", place), verdicts, ({ sentence, because, isStop }) => made("p", { className: `verdict${isStop ? " stop" : ""}` },
    made("strong", {}, sentence), because ? " " : "", because ? made("span", { className: "muted" }, `${capital(because.replace(/\.$/, ""))}.`) : ""))
}

function showWeek(lines, places) {
  const week = one(".week")
  if (!week) return
  const byId = Object.fromEntries(lines.map((line) => [line.id, line]))
  const steps = guidegen.thisWeek(plan, lines)
  const told = steps.map(({ id, why }) => {
    const { begin, missed, over } = byId[id]
    const by = begin !== null && missed === null ? `Begin by ${guidegen.sayDay(plan, begin)}` : missed !== null ? `New day: ${guidegen.sayDay(plan, over)}` : "No last day"
    return { id, why, by }
  })
  renew(one("ol", week), told, ({ id, why, by }) => {
    const link = made("a", { href: places.get(id) ?? `path.html#step-${id}` }, plan.steps[id].label)
    const item = made("li", {}, made("strong", {}, link), " ", made("span", { className: "due" }, by), made("p", {}, why))
    item.dataset.step = id
    return item
  })
  say(one("h2", week), steps.some(({ id }) => byId[id].isReady) ? "This week" : "What comes next")
  say(one(".muted", week), `As of ${guidegen.sayDay(plan, reader.today)}`)
  hide(week, !steps.length)
}

// The table of all steps, on the page of the path.
function showSteps(lines, places) {
  const table = one("table.steps")
  if (!table) return
  const body = one("tbody", table)
  const byId = Object.fromEntries(lines.map((line) => [line.id, line]))
  const told = lines.map(({ id, number, isTight, lead, start, begin, over, missed, room, waitsFor }) => ({
    id, number, isTight, lead, start, begin, over, missed, room, place: places.get(id),
    waits: waitsFor.filter((other) => byId[other]).map((other) => [byId[other].number, other]).sort(([first], [second]) => first - second) }))
  renew(body, told, stepRow)
}

function stepRow({ id, number, isTight, lead, start, begin, over, missed, room, place, waits }) {
  const { label } = plan.steps[id]
  const day = (value) => (value === null ? "–" : guidegen.sayDay(plan, value))
  const links = waits.flatMap(([place, other], at) => [
    ...(at ? [made("span", { className: "quiet" }, ", ")] : []),
    made("a", { href: `#step-${other}` }, `${place} ${capital(plan.steps[other].called || plan.steps[other].label)}`)])
  return made("tr", { id: `step-${id}`, className: isTight ? "tight" : "" },
    made("th", { scope: "row" }, made("span", { className: "number" }, String(number)), " ", ...(lead ? [made("span", { className: "lead" }, `${lead}:`), " "] : []),
      place ? made("a", { href: place }, label) : label),
    made("td", {}, day(start)), made("td", {}, day(begin)),
    made("td", {}, day(over), ...(missed === null ? [] : [" ", made("span", { className: "muted" }, `(not ${day(missed)})`)])),
    made("td", {}, room), made("td", {}, ...links))
}

// What the path of this page is counted from, and with where nothing was answered.
function showCounted(lines) {
  const from = one(".counted-from")
  if (from) say(from, `${lines.length} steps${from.dataset.season.replace("{season}", seasonName())}, counted from ${guidegen.sayDay(plan, reader.today)}: when each can begin, when it has to, and what it waits for.`)
  const line = one(".counted-as")
  if (!line) return
  const counted = guidegen.countedWith(reader)
  hide(line, !counted.length)
  say(line, `Not answered, so counted as: ${counted.map(([label, words]) => `${label}: ${words}`).join("; ")}.`)
}

// What lies behind the reader, in the order of the project.
function showBehind() {
  const line = one(".behind")
  if (!line) return
  const { steps } = reader.journey
  const names = Object.keys(plan.steps).filter((id) => steps[id].state === "done").map((id) => capital(plan.steps[id].called || plan.steps[id].label))
  hide(line, !names.length)
  say(line, `Behind you: ${names.join("; ")}.`)
}

// Where the reader's guide speaks of a step: the first section with a task that names it.
function placesOf(tasks) {
  const places = new Map()
  const page_ = (chapter) => (one("main.whole") ? "" : `${chapter}.html`)
  for (const { step, chapter, section } of tasks.values()) if (step && !places.has(step)) places.set(step, `${page_(chapter)}#${section}`)
  return places
}

function* showPlan(rest, tasks) {
  yield showValues()
  if (!one(".state-line, .standing, .follows, .week, table.steps, svg.path, svg.timeline")) return
  const verdicts = guidegen.saidVerdicts(reader)
  yield
  const lines = guidegen.stepLines(reader, verdicts)
  yield
  yield showState(verdicts)
  const places = placesOf(tasks)
  yield showWeek(lines, places)
  yield showCounted(lines)
  yield* drawAll(lines, rest)
  rest.push(() => showSteps(lines, places)) // below the drawing
  showBehind()
}

addEventListener("planned", ({ detail: { parts, rest, tasks } }) => parts.push(showPlan(rest, tasks)))
