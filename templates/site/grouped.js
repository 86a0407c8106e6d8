// Grouped: the checklist and the documents by month, the dates in their order, all from the reader's answers and day. A tick
// moves what waits for it; what was ticked here stays where it is until the page is opened again, so that it can be taken
// back. mine.js comes first, and fit.js uses this.

const LEFT_OUT = "Does not apply to you"
const DONE = "Done"

// Sections of some titles with their items, in this order; `leftOver` gives the title for an item that no group has.
function placeGroups(place, groups, leftOver) {
  const known = new Map(all(":scope > section.month:not(.my-list)", place).map((part) => [one("h2", part).textContent, part]))
  const kind = one("ul", place)?.className ?? "tasks"
  const wanted = [...groups]
  const named = new Set(groups.flatMap(({ items }) => items))
  const rest = all("ul.tasks > li", place).filter((item) => !named.has(item) && !item.matches("[data-listed]"))
  for (const title of new Set(rest.map(leftOver))) wanted.push({ title, items: rest.filter((item) => leftOver(item) === title) })
  const parts = wanted.map(({ title, items }) => {
    const part = known.get(title) ?? made("section", { className: "month" }, made("h2", {}, title), made("ul", { className: kind }))
    part.classList.toggle("rest", !groups.some((group) => group.title === title))
    const list = one("ul", part)
    // One that is in its place is not moved: it would lose the focus. What leaves has a place in another group.
    for (const item of [...list.children]) if (!items.includes(item)) item.remove()
    items.forEach((item, at) => { if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null) })
    return part
  })
  const there = all(":scope > section.month:not(.my-list)", place)
  if (parts.length === there.length && parts.every((part, at) => there[at] === part)) return
  const behind = there[there.length - 1]?.nextSibling ?? null
  for (const part of there) if (!parts.includes(part)) part.remove()
  let next = there.find((part) => parts.includes(part)) ?? behind
  for (const part of parts) {
    if (part === next) next = next.nextElementSibling
    else place.insertBefore(part, next)
  }
}

function groupTasks(sections) {
  const place = one(".all-tasks")
  if (!place) return
  const groups = guidegen.taskGroups(reader, sections).map(({ title, tasks }) => ({
    title, items: tasks.map((id) => document.getElementById(`task-${id}`)?.closest("li")).filter(Boolean) }))
  placeGroups(place, withTicked(place, groups), (item) => item.hasAttribute("data-out") ? LEFT_OUT : DONE)
}

const ticked_ = new Set()

addEventListener("change", ({ target }) => {
  const item = target.matches("input[data-task]") && target.closest(".all-tasks li")
  if (item) ticked_.add(item)
}, { capture: true })

// The groups with what was ticked on this page under the title and at the place where it is.
function withTicked(place, groups) {
  const sections = all(":scope > section.month", place)
  const found = groups.map(({ title, items }) => ({ title, items: items.filter((item) => !ticked_.has(item)) }))
  for (const item of all("ul.tasks > li", place).filter((one_) => ticked_.has(one_))) {
    const section = item.closest("section.month")
    const title = one("h2", section).textContent
    let group = found.find((one_) => one_.title === title)
    if (!group) {
      const after = sections.slice(sections.indexOf(section) + 1).map((other) => one("h2", other).textContent)
      const at = found.findIndex((one_) => after.includes(one_.title))
      found.splice(at < 0 ? found.length : at, 0, group = { title, items: [] })
    }
    group.items.splice([...item.parentElement.children].indexOf(item), 0, item)
  }
  return found.filter(({ items }) => items.length)
}

function groupDocuments() {
  const place = one("main:has(.papers)")
  if (!place) return
  const lines = guidegen.documentLines(reader)
  const groups = []
  for (const line of lines) {
    const item = document.getElementById(line.id)
    if (!item?.closest(".papers")) continue
    show(item, true)
    lead(item, line.lead ?? "")
    const sets = one(".sets", item)
    if (sets) say(sets, line.sets.join(" · "))
    one("input", item).dataset.day = line.start === null ? "" : guidegen.writeDay(line.start)
    const { takes } = one(".due", item).dataset
    if (line.start !== null) dueLine(item, `Start by ${guidegen.sayDay(plan, line.start)}, ready by ${guidegen.sayDay(plan, line.needed)}${line.planned ? " (planned)" : ""}`)
    else dueLine(item, takes ? `Takes ${takes}` : "")
    if (groups[groups.length - 1]?.title !== line.title) groups.push({ title: line.title, items: [] })
    groups[groups.length - 1].items.push(item)
  }
  const mine_ = new Set(lines.map((line) => line.id))
  for (const item of all(".papers > li[id]")) if (!mine_.has(item.id)) show(item, false)
  placeGroups(place, groups, () => LEFT_OUT)
}

function dueLine(item, words) {
  const line = one(".due", item)
  if (line.lastChild) { if (line.lastChild.textContent !== words) line.lastChild.textContent = words } else line.textContent = words
}

// The table of dates: a body for each month, numbered in order.
function groupDates() {
  const table = one("table.dates")
  if (!table) return
  for (const line of all("tr.today", table)) line.remove()
  const lines = guidegen.dateLines(reader)
  const bodies = new Map()
  const rest = new Set(all("tr[id]", table))
  lines.forEach((line, at) => {
    const row = document.getElementById(line.id)
    if (!row) return
    rest.delete(row)
    show(row, true)
    lead(one("td:last-child", row), line.lead ?? "")
    if (row.dataset.open) row.classList.toggle("settled", !line.lead)
    dateRow(row, line, at + 1)
    bodies.set(line.title, [...bodies.get(line.title) ?? [], row])
  })
  for (const row of rest) show(row, false)
  const known = new Map(all("tbody", table).map((body) => [one(".month th", body)?.textContent, body]))
  const placed = [...bodies].map(([title, rows]) => {
    const body = known.get(title) ?? made("tbody", {}, made("tr", { className: "month" }, made("th", { scope: "rowgroup", colSpan: 2 }, title)))
    keepOrder(body, [body.firstElementChild, ...rows])
    return body
  })
  const others = known.get(undefined) ?? made("tbody")
  keepOrder(others, [...rest])
  if (rest.size) placed.push(others)
  keepOrder(table, placed)
  for (const body of all("tbody", table)) if (!placed.includes(body)) body.remove()
  const counted = one(".dates-counted")
  if (counted) say(counted, lines.length === 1 ? "Your one date" : `Your ${lines.length} dates`)
}

function dateRow(row, line, number) {
  const day = (value) => guidegen.writeDay(value)
  if (line.start === null) { delete row.dataset.date; delete row.dataset.last } else Object.assign(row.dataset, { date: day(line.start), last: day(line.end ?? line.start) })
  const words = one(".kind", row)
  if (words) say(words, `· ${[line.kind === "deadline" ? "deadline" : "", line.standing].filter(Boolean).join(", ")}`)
  const planned = line.planned ? [" ", made("span", { className: "muted" }, "(planned)")] : []
  const when = made("td", { className: "when" }, made("span", { className: "number" }, String(number)), ` ${guidegen.whenWords(reader, line)}`, ...planned)
  if (!isAlike(when, one(".when", row))) one(".when", row).replaceChildren(...when.childNodes)
}

function* fitLists(sections) {
  yield groupTasks(sections)
  yield groupDocuments()
  yield groupDates()
}
