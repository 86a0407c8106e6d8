// Ranked: the rows of lists from the reader's answers: which fit, which may, which do not and why, in their order. What
// ranks a list and its rows as they are printed come with the first answer, a script for each list (list/<name>.js).

function countedWords(choices, { dataset }) {
  const count = (fit) => choices.filter((choice) => choice.fit === fit).length
  const [fits, ask, no] = [count("fits"), count("ask"), count("no")]
  if (!("ranked" in dataset)) return `${fits + ask} ${fits + ask === 1 ? dataset.one : dataset.other}.`
  const parts = [fits && `${fits} ${fits === 1 ? "fits" : "fit"}`, ask && `${ask} may fit`, no && `${no} ${no === 1 ? "is" : "are"} not for you`]
  return `${parts.filter(Boolean).join(", ")}.`
}

// What a row is for the reader, at its head.
function verdictParts({ fit, reasons, asks, open, scores }) {
  if (fit === "fits") return [made("strong", {}, "Fits"), `${scores.length ? `: ${scores.join("; ")}` : ""}.`]
  const because = reasons.length ? [" ", made("span", { className: "muted" }, `Because ${reasons.join("; ")}.`)] : []
  const depends = open.flatMap((words) => [" ", made("span", { className: "lead" }, `${capital(words)}.`)])
  return [made("strong", {}, "May fit"), asks.length ? `, ask first: ${asks.join("; ")}.` : ".", ...because, ...depends]
}

const signs_ = new WeakMap()

// Whether a part is to say something else than before.
function isOther(part, told) {
  const sign = JSON.stringify(told)
  if (signs_.get(part) === sign) return false
  signs_.set(part, sign)
  return true
}

function sayRow(row, choice, isDated, isRanked) {
  if (!isOther(row, [choice, isDated])) return
  one(".fit", row)?.remove()
  if (isRanked) one(".name", row).after(made("p", { className: "fit" }, ...verdictParts(choice)))
  for (const line of all("[data-said]", row)) line.remove()
  const said = [["Not known, so ask:", choice.more], ["Why it is here:", choice.fit === "fits" ? [] : choice.scores]].filter(([, words]) => words.length)
  const lines = said.map(([name, words]) => made("div", {}, made("dt", {}, name), made("dd", {}, words.join("; "))))
  for (const line of lines) line.dataset.said = ""
  one("[data-rest]", row).before(...lines)
  const checked = one(".checked", row)
  const words = (one(".stale", checked) ?? checked.firstChild).textContent.trim().replace(/, too long ago$/, "")
  checked.firstChild.replaceWith(choice.isStale ? made("span", { className: "stale" }, words + (isDated ? ", too long ago" : "")) : `${words} `)
  if (choice.isStale) checked.firstChild.after(" ")
}

const FIRST = 12 // rows that may be on the screen

// Gives what says the rest: rows that are not on the screen, and what is around them.
function placeRows(place, rules, choices) {
  const isRanked = "ranked" in one("[data-counted]", place).dataset
  const dated = new Map(rules.rows.map(({ id, dated }) => [id, Boolean(dated)]))
  const columns = guidegen.columnsFor(rules, reader.answers)
  const opened = new Set(all("tr:has(details[open])", place).map((row) => row.id))
  const able = choices.filter(({ fit }) => fit !== "no")
  const [fresh, stale] = [able.filter(({ isStale }) => !isStale), able.filter(({ isStale }) => isStale)]
  const groups = { fresh: fresh.slice(0, rules.most), stale: stale.slice(0, Math.max(0, rules.most - fresh.length)) }
  const below = []
  for (const section of all("[data-rows]", place)) {
    const mine_ = groups[section.dataset.rows]
    const [head, body] = [one("thead", section), one("tbody", section)]
    if (isOther(head, rules.head)) head.innerHTML = rules.head
    const rows = mine_.map(({ id }) => printedRow(rules, id))
    mine_.forEach((choice, at) => {
      const say = () => sayRow(rows[at], choice, dated.get(choice.id), isRanked)
      if (at < FIRST) say()
      else below.push(say)
      one("details", rows[at]).open = opened.has(choice.id)
    })
    for (const row of [...body.children]) if (!rows.includes(row)) row.remove()
    keepOrder(body, rows)
    for (const part of all("[data-column]", section)) hide(part, !columns.has(part.dataset.column))
    hide(section, !mine_.length)
  }
  const names = new Map(rules.rows.map(({ id, name }) => [id, name]))
  const listed = (some) => made("ul", {}, ...some.map(({ id }) => made("li", { id }, names.get(id))))
  return () => {
    for (const say of below) say()
    placeControls(place, rules, columns)
    placeFolds(place, listed, [...fresh, ...stale].slice(rules.most), choices.filter(({ fit }) => fit === "no"), isRanked)
  }
}

// What the rows on the page can be filtered and sorted by; what the reader chose there stays, if it is still there.
function placeControls(place, rules, columns) {
  const form = one(".controls", place)
  const rows = all("table.catalog tbody tr", place)
  const dashed = (name) => name.replaceAll("_", "-")
  const filters = rules.filters.filter(({ name }) => columns.has(name)).flatMap(({ name, label, values }) => {
    const given = new Set(rows.flatMap((row) => (row.getAttribute(`data-${dashed(name)}`) ?? "").split(" ").filter(Boolean)))
    return given.size > 1 ? [{ name, label, values: values.filter(({ value }) => given.has(value)) }] : []
  })
  const sorts = rules.sorts.filter(({ name }) => columns.has(name))
  if (!isOther(form, [filters, sorts])) return
  const chosen = new Map(all("select", form).map((field) => [field.name, field.value]))
  const option = ([value, words]) => made("option", { value, selected: false }, words)
  const [sort] = all("select[name=sort]", form)
  for (const field of all("select:not([name=sort])", form)) field.parentElement.remove()
  for (const { name, label, values } of filters) {
    const field = made("select", { name: dashed(name) }, ...[["", "all"], ...values.map((one_) => [one_.value, one_.label]), ["?", "not known"]].map(option))
    sort.parentElement.before(made("label", {}, `${label} `, field))
  }
  sort.replaceChildren(...[...sort.options].slice(0, 2), ...sorts.map(({ name, label }) => option([dashed(name), label])))
  for (const field of all("select", form)) {
    const value = chosen.get(field.name) ?? ""
    field.value = [...field.options].some((one_) => one_.value === value) ? value : ""
  }
}

// What a page names in one line: rows after those it shows whole, and what is not for the reader, by the reason.
function placeFolds(place, listed, others, closed, isRanked) {
  const [more, out] = [one("details.others", place), one("details.closed", place)]
  hide(more, !others.length)
  const { dataset } = one("[data-counted]", place)
  if (!isOther(more, [others, closed])) return
  say(one("summary", more), `${others.length} more ${dataset.other}`)
  one("ul", more).replaceWith(listed(others))
  hide(out, !closed.length)
  say(one(".number", out), `${closed.length} ${closed.length === 1 ? dataset.one : dataset.other}`)
  const groups = new Map()
  for (const choice of closed) {
    const because = choice.reasons.join("; ")
    groups.set(because, [...groups.get(because) ?? [], choice])
  }
  const ordered = [...groups].sort(([, one_], [, other]) => other.length - one_.length)
  one(".reasons", out).replaceChildren(...ordered.flatMap(([because, some]) => [made("h3", {}, isRanked ? `Not for you, because ${because}` : capital(because)), listed(some)]))
}

// The checklist names what is on the reader's own list, with what to ask.
async function placePicked() {
  const section = one(".my-list")
  if (!section) return
  for (const name of myList()) {
    const [list, id] = name.split("/")
    const line = all("[data-listed]", section).find((item) => item.dataset.listed === name)
    const rules = (line && !mine().count) || !id ? null : await loadList(list)
    const choice = rules && guidegen.choicesOf(reader, rules).find((one_) => one_.id === id)
    if (!choice) continue
    const asks = [...choice.asks, ...choice.more]
    const words = `${rules.rows.find((row) => row.id === id).name}${asks.length ? `: ask ${asks.join("; ")}` : ""} `
    if (line) { one("label", line).firstChild.data = words; continue }
    const [task, key] = [`task-list-${list}-${id}`, `list--${list}--${id}`]
    const box = made("input", { type: "checkbox", id: task })
    box.dataset.task = key
    const item = made("li", { className: "task" }, box, made("label", { htmlFor: task }, words, made("span", { className: "due" }, rules.menu)), " ",
      made("a", { className: "from", href: `list-${list}.html#${id}` }, "What is known of it"))
    item.dataset.listed = name
    one("ul", section).append(item)
    dispatchEvent(new CustomEvent("added", { detail: item }))
  }
  dispatchEvent(new Event("ranked"))
}

// What the first answer on the page of a list needs is made ahead of it, while nobody waits.
async function prepare(place) {
  const rules = await loadList(place.dataset.list)
  if (!rules) return
  let idle = await new Promise(later)
  for (const { id } of rules.rows) {
    if (!(idle?.timeRemaining() > REST)) idle = await new Promise(later)
    printedRow(rules, id)
  }
}

let isRanked_ = false

async function rankAll(below) {
  const asked = reader
  if (!mine().count && !isRanked_) {
    const place = one("main[data-list]")
    if (place) later(() => prepare(place))
    return
  }
  isRanked_ = true
  for (const words of all("[data-counted]")) {
    const rules = await loadList(words.dataset.counted)
    if (reader !== asked) return
    if (!rules) { hide(one(".lacks-text"), false); continue }
    const choices = guidegen.choicesOf(reader, rules)
    say(words, countedWords(choices, words))
    const listed = words.closest(".chapters > li")
    if (listed) hide(listed, !choices.length)
    const place = one("main[data-list]")
    if (!place) continue
    const sayRest = placeRows(place, rules, choices)
    tell(mine().count > 0)
    dispatchEvent(new Event("ranked"))
    below(() => { sayRest(); dispatchEvent(new Event("ranked")) })
  }
}

// The page waits with what it shows until its lists are ranked.
addEventListener("planned", ({ detail: { parts, below } }) => parts.push(rankAll(below), placePicked()))
