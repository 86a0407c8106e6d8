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
  const values = Object.entries(reader.values).filter(([, { table }]) => !table.hidden)
  const told = one(".told")
  const rows = values.map(([name, value]) => [name, value, toldRows(value)])
  told?.replaceChildren(...rows.filter(([, , lines]) => lines.length).map(([, { table }, lines]) => made("div", {},
    made("dt", {}, table.label), ...lines.map(([words, because]) => made("dd", {}, capital(words) + (because ? `, because ${because}` : ""))))))
  const [figures, more] = [one(".plan.figures"), one("section.more")]
  if (!figures || !more) return
  const open = new Set(all(".value:has(> .changes[open])").map((part) => part.dataset.plan))
  const parts = rows.map(([name, value, lines]) => valuePart(name, value, lines, open.has(name))).filter(Boolean)
  figures.replaceChildren(...parts.filter((part) => one("h2", part)))
  one(".plan", more).replaceChildren(...parts.filter((part) => one("h3", part)))
  more.hidden = !one(".value", more)
}

// Large where it is short, else below, as guide.html has it; nothing of what is not for the reader.
function valuePart(name, value, lines, isOpen) {
  const changes = value.changes.filter((trial) => trial.value !== null)
  if (!lines.length && !changes.length) return null
  const isList = value.table.policy === "collect" && lines.length > 0
  const isFigure = !isList && (lines[0]?.[0] ?? "").length < FIGURE
  const part = made("div", { className: "value" }, made(isFigure ? "h2" : "h3", {}, value.table.label))
  part.dataset.plan = name
  if (isList) {
    part.append(made("ul", {}, ...lines.map(([words, because]) => made("li", {}, made("strong", {}, capital(words)), because ? ` because ${because}` : ""))))
  } else if (lines.length) {
    part.append(made("p", { className: "figure" }, capital(lines[0][0])))
    if (lines[0][1]) part.append(made("p", {}, `because ${lines[0][1]}`))
  }
  if (changes.length) part.append(changed(value, changes, isOpen || !lines.length))
  return part
}

const FIGURE = 25 // letters that are set large

function changed(value, changes, isOpen) {
  const items = changes.map((trial) => {
    const words = guidegen.shortLead(plan, guidegen.residue(trial.row.when, reader.answers), reader.answers)
    return made("li", {}, made("span", { className: "lead" }, `${words}:`), ` ${guidegen.trialText(reader, value.table, trial)}`, trial.because ? `, because ${trial.because}` : "")
  })
  return made("details", { className: "changes", open: Boolean(isOpen) }, made("summary", {}, "What would change this"), made("ul", {}, ...items))
}

// How things are: what was answered, and what stands in for an answer.
function showState(verdicts) {
  const line = one(".state-line")
  if (line) {
    const { answered, counted } = guidegen.stateOf(reader)
    const said = (items) => items.map(([label, words]) => `${label}: ${words}`).join(" · ")
    line.replaceChildren(said(answered), ...(answered.length && counted.length ? [made("br")] : []), counted.length ? `Not answered, so counted as: ${said(counted)}` : "")
  }
  const parts = verdicts.map(({ sentence, because, isStop }) => made("p", { className: `verdict${isStop ? " stop" : ""}` },
    made("strong", {}, sentence), because ? " " : "", because ? made("span", { className: "muted" }, `${capital(because.replace(/\.$/, ""))}.`) : ""))
  const [standing, follows] = [one(".standing"), one(".follows")]
  for (const old of all(".standing .verdict, .follows .verdict")) old.remove()
  standing?.append(...parts.slice(0, 1))
  follows?.append(...parts.slice(1))
  if (follows) follows.hidden = parts.length < 2
}

function showWeek(lines) {
  const week = one(".week")
  if (!week) return
  const byId = Object.fromEntries(lines.map((line) => [line.id, line]))
  const links = Object.fromEntries(all("li[data-step]", week).map((item) => [item.dataset.step, one("a", item).getAttribute("href")]))
  Object.assign(weekLinks, links)
  const steps = guidegen.thisWeek(plan, lines)
  const items = steps.map(({ id, why }) => {
    const { begin, missed, over } = byId[id]
    const by = begin !== null && missed === null ? `Begin by ${guidegen.sayDay(plan, begin)}` : missed !== null ? `New day: ${guidegen.sayDay(plan, over)}` : "No last day"
    const link = made("a", { href: weekLinks[id] || `path.html#step-${id}` }, plan.steps[id].label)
    const item = made("li", {}, made("strong", {}, link), " ", made("span", { className: "due" }, by), made("p", {}, why))
    item.dataset.step = id
    return item
  })
  one("ol", week).replaceChildren(...items)
  one("h2", week).textContent = steps.some(({ id }) => byId[id].isReady) ? "This week" : "What comes next"
  one(".muted", week).textContent = `As of ${guidegen.sayDay(plan, reader.today)}`
  week.hidden = !steps.length
}

const weekLinks = {}

// The table of all steps, on the page of the path. 
function showSteps(lines) {
  const table = one("table.steps")
  if (!table) return
  const body = one("tbody", table)
  const old = Object.fromEntries(all("tr[id]", body).map((row) => [row.id.slice("step-".length), one("th a", row)?.getAttribute("href")]))
  const byId = Object.fromEntries(lines.map((line) => [line.id, line]))
  const day = (value) => (value === null ? "–" : guidegen.sayDay(plan, value))
  body.replaceChildren(...lines.map((line) => {
    const { label } = plan.steps[line.id]
    stepLinks[line.id] ??= old[line.id]
    const name = stepLinks[line.id] ? made("a", { href: stepLinks[line.id] }, label) : label
    const waits = line.waitsFor.map((id) => byId[id]).filter(Boolean).sort((first, second) => first.number - second.number)
    const links = waits.flatMap(({ id, number }, place) => [
      ...(place ? [made("span", { className: "quiet" }, ", ")] : []),
      made("a", { href: `#step-${id}` }, `${number} ${capital(plan.steps[id].called || plan.steps[id].label)}`)])
    return made("tr", { id: `step-${line.id}`, className: line.isTight ? "tight" : "" },
      made("th", { scope: "row" }, made("span", { className: "number" }, String(line.number)), " ", ...(line.lead ? [made("span", { className: "lead" }, `${line.lead}:`), " "] : []), name),
      made("td", {}, day(line.start)), made("td", {}, day(line.begin)),
      made("td", {}, day(line.over), ...(line.missed === null ? [] : [" ", made("span", { className: "muted" }, `(not ${day(line.missed)})`)])),
      made("td", {}, line.room), made("td", {}, ...links))
  }))
  const counted = one(".counted-from")
  if (counted) counted.textContent = `${lines.length} steps${counted.dataset.season.replace("{season}", seasonName())}, counted from ${guidegen.sayDay(plan, reader.today)}: when each can begin, when it has to, and what it waits for.`
}

const stepLinks = {}

// What the path of this page is counted with where nothing was answered.
function showCounted() {
  const line = one(".counted-as")
  if (!line) return
  const counted = guidegen.countedWith(reader)
  line.hidden = !counted.length
  line.textContent = `Not answered, so counted as: ${counted.map(([label, words]) => `${label}: ${words}`).join("; ")}.`
}

// What lies behind the reader, in the order of the project.
function showBehind() {
  const line = one(".behind")
  if (!line) return
  const { steps } = reader.journey
  const names = Object.keys(plan.steps).filter((id) => steps[id].state === "done").map((id) => capital(plan.steps[id].called || plan.steps[id].label))
  line.hidden = !names.length
  line.textContent = `Behind you: ${names.join("; ")}.`
}

const seasonName = () => plan.seasonName.replace("{year}", reader.calendar.season)

// A guide past the end of its season says so first.
function showOver() {
  const line = one(".season-over")
  const end = plan.goodUntil && guidegen.milestoneDay(reader.calendar, plan.goodUntil)
  if (!line || !end) return
  line.hidden = end.day >= reader.today
  one(".ended", line).textContent = guidegen.sayDay(plan, end.day)
}

// So does one that is read on a device whose clock is behind.
function showClock() {
  const line = one(".wrong-clock")
  const said = guidegen.todayOf()
  if (!line || said > plan.reviewed - 7) return
  one(".clock", line).textContent = guidegen.sayDay(plan, said)
  one(".counts", line).textContent = guidegen.sayDay(plan, reader.today)
  line.hidden = false
}

addEventListener("planned", () => {
  const verdicts = guidegen.saidVerdicts(reader)
  const lines = guidegen.stepLines(reader, verdicts)
  showValues()
  showState(verdicts)
  showWeek(lines)
  showSteps(lines)
  drawAll(lines)
  showCounted()
  showBehind()
  for (const words of all(".season")) words.textContent = seasonName()
  showOver()
  showClock()
})
fit()
showTarget()
