// The form: asks what the answers given leave open (engine.js), and saves an answers file. Nothing is sent, and nothing is
// kept in the browser: the computer may be a shared one.

const form = one("form.asked")
const { askInOrder, everyValue, narrow, openRules } = guidegen
const rules = openRules(JSON.parse(form.dataset.rules))
const today_ = guidegen.todayOf()
const asks = all("[data-facet]", form).map((part) => ({ part, facet: part.dataset.facet, ...rules.facets[part.dataset.facet] }))
const person = { name: one("#your-name"), email: one("#your-email"), shared: one("#your-shared") }
let isSaved = true
let isTried = false // to save: only then a question left out is told of
let carried = [] // lines of a file for which this page has no question: ticks and lists

// What is entered for a question: undefined where nothing is, null for "I do not know yet".
function entered({ part, type }) {
  if (type === "choice" || type === "choices") {
    const ticked = all("input:checked", part)
    if (!ticked.length) return undefined
    if (ticked.some((box) => "unsure" in box.dataset)) return null
    const values = ticked.map((box) => box.value).filter((value) => value)
    return type === "choices" ? values : values[0]
  }
  const field = one("input[type=date], select", part)
  if (type === "date") return one("[data-unsure]", part)?.checked ? null : field.value || undefined
  return field.value === "unsure" ? null : field.value === "" ? undefined : Number(field.value)
}

function enter({ part, type }, answer) {
  if (type === "choice" || type === "choices") {
    const values = answer === null || answer === undefined ? [] : [answer].flat().map(String)
    for (const box of all("input", part)) {
      if ("unsure" in box.dataset) box.checked = answer === null
      else if ("none" in box.dataset) box.checked = Array.isArray(answer) && !answer.length
      else box.checked = values.includes(box.value)
    }
    return
  }
  one("input[type=date], select", part).value = answer === null ? (type === "integer" ? "unsure" : "") : String(answer ?? "")
  if (type === "date" && one("[data-unsure]", part)) one("[data-unsure]", part).checked = answer === null
}

// A date the browser does not take.
function wrongDay(ask) {
  const field = one("input[type=date]", ask.part)
  const isWrong = field && (field.validity.badInput || field.validity.rangeUnderflow || field.validity.rangeOverflow)
  return isWrong ? "This is not a day of a year between 1900 and 2200." : ""
}

function look() {
  const all_ = Object.fromEntries(asks.map((ask) => [ask.facet, entered(ask)]))
  const known = Object.fromEntries(Object.entries(all_).filter(([, answer]) => answer !== undefined && answer !== null))
  const { state, given, broken } = askInOrder(known, rules, today_)
  const wrong = {}
  for (const ask of asks) {
    const isMissing = isTried && "needed" in ask.part.dataset && (all_[ask.facet] ?? null) === null
    const words = isMissing ? "Answer this one: the handbook cannot be made without it." : broken[ask.facet] ? `This does not go together with your other answers: ${broken[ask.facet].because}.` : wrongDay(ask)
    if (state[ask.facet] === "asked" && words) { wrong[ask.facet] = words; delete given[ask.facet] }
  }
  return { all: all_, state, given, wrong }
}

function show() {
  const { all: entries, state, given, wrong } = look()
  for (const ask of asks) {
    ask.part.hidden = state[ask.facet] !== "asked"
    const line = one(".wrong", ask.part)
    if (line.textContent !== (wrong[ask.facet] || "")) line.textContent = wrong[ask.facet] || ""
    line.hidden = !wrong[ask.facet]
    for (const field of all("input, select", ask.part)) field.toggleAttribute("data-wrong", Boolean(wrong[ask.facet]))
    if (!ask.part.hidden) showPossible(ask, given)
  }
  const out = asks.filter((ask) => ask.part.hidden)
  one(".left-out").hidden = !out.length
  one(".left-out ul").replaceChildren(...out.map((ask) => Object.assign(document.createElement("li"), { textContent: ask.part.dataset.label })))
  const open = asks.filter((ask) => !ask.part.hidden)
  const done = open.filter((ask) => entries[ask.facet] !== undefined).length
  one(".given").textContent = `${done} of ${open.length} questions answered.${done < open.length ? " You may leave questions open; your handbook then says what depends on them." : ""}`
  one(".save pre").textContent = fileText()
}

// What earlier answers rule out is not offered, unless it is what was answered. Earlier questions keep all their answers,
// so that each can be changed; what then does not go together is told at the later one.
function showPossible({ part, facet, type, means }, given) {
  if (type !== "choice" && type !== "integer") return
  const order = Object.keys(rules.facets)
  const earlier = Object.fromEntries(Object.entries(given).filter(([name]) => order.indexOf(name) < order.indexOf(facet)))
  const { answers, broken } = narrow(earlier, rules, today_)
  const isPossible = (value) => broken || (means?.[value] || [value]).every((one_) => answers[facet].includes(one_))
  for (const option of all("input, option", part)) {
    if (option.value === "" || option.value === "unsure" || "unsure" in option.dataset) continue
    const value = type === "integer" ? Number(option.value) : option.value
    const isOut = !isPossible(value) && !(option.checked || option.selected)
    if (option.localName === "option") { option.hidden = isOut; option.disabled = isOut }
    else option.parentElement.hidden = isOut
  }
}

const written = (value) => typeof value === "string" && /^(\d{4}-\d\d-\d\d|[a-z][a-z0-9_-]*)$/.test(value) ? value : JSON.stringify(value)
const pad = (number) => String(number).padStart(2, "0")

function fileText() {
  const { all: entries, state, given } = look()
  const now = new Date()
  const lines = [
    `# Answers for: ${form.dataset.title.replace(/\s+/g, " ")}`,
    "version: 1",
    `answered: ${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())} ${pad(now.getHours())}:${pad(now.getMinutes())}:${pad(now.getSeconds())}`,
  ]
  for (const key of ["name", "email"]) if (person[key].value.trim()) lines.push(`${key}: ${JSON.stringify(person[key].value.trim().normalize())}`)
  if (person.shared.checked) lines.push("shared_mailbox: yes")
  const answers = asks.filter((ask) => state[ask.facet] === "asked" && (ask.facet in given || entries[ask.facet] === null))
  lines.push(answers.length ? "answers:" : "answers: {}")
  for (const { facet } of answers) {
    const answer = given[facet] ?? null
    lines.push(`  ${facet}: ${Array.isArray(answer) ? `[${answer.map(written).join(", ")}]` : answer === null ? "null   # not known yet" : written(answer)}`)
  }
  return `${[...lines, ...carried].join("\n")}\n`
}

async function goOn(file, say) {
  let found
  try { found = readAnswersFile(await file.text()) } catch {
    say("This is not a file that this page saved. Nothing was taken from it.")
    return
  }
  const lost = Object.keys(found.answers || {}).filter((name) => !asks.some((ask) => ask.facet === name && fits(ask, found.answers[name])))
  person.name.value = typeof found.name === "string" ? found.name : ""
  person.email.value = typeof found.email === "string" ? found.email : ""
  person.shared.checked = ["yes", true].includes(found.shared_mailbox)
  for (const ask of asks) enter(ask, lost.includes(ask.facet) ? undefined : found.answers?.[ask.facet])
  carried = found.carried
  for (const key of ["ticks", "lists"]) if (found[key] && !carried.length) carried = [`${key}: ${JSON.stringify(found[key])}`, ...carried]
  isSaved = true
  show()
  say(lost.length ? `Taken over, but for what this page does not ask: ${lost.join(", ")}.` : "Taken over.")
}

// Whether an answer of a file is one that a question allows.
function fits({ facet, type, means }, answer) {
  const values = everyValue(rules.facets[facet])
  if (answer === null || answer === undefined) return true
  if (type === "date") return /^\d{4}-\d\d-\d\d$/.test(answer)
  if (type === "choices") return Array.isArray(answer) && answer.every((value) => values.includes(value))
  return values.includes(answer) || Boolean(means?.[answer])
}

// The first thing that has to be corrected before a file is saved, or null.
function firstWrong() {
  let first = null
  for (const key of ["name", "email"]) {
    const field = person[key]
    const isWrong = !field.value.trim() || !field.checkValidity() || (key === "email" && !/@[^@]+\.[^@.]+$/.test(field.value.trim()))
    one(`#your-${key}-wrong`).hidden = !isWrong
    if (isWrong) field.setAttribute("aria-invalid", "true")
    else field.removeAttribute("aria-invalid")
    if (isWrong && !first) first = field
  }
  return first || one("[data-wrong]", form)
}

function save() {
  isTried = true
  show()
  const wrong = firstWrong()
  const done = one(".saved")
  done.hidden = true
  if (wrong) { wrong.focus(); return }
  const plain_ = plain(person.name.value).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "my"
  const file = `${plain_.slice(0, 60)}.answers.yaml`
  const address = URL.createObjectURL(new Blob([fileText()], { type: "application/yaml" }))
  Object.assign(document.createElement("a"), { href: address, download: file }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  isSaved = true
  one("strong", done).textContent = file
  done.hidden = false
}

async function copy() {
  const pre = one(".save pre")
  const say = (words) => { one(".copy-block + span").textContent = words }
  try {
    await navigator.clipboard.writeText(pre.textContent)
    say("Copied")
    isSaved = true
  } catch {
    getSelection().selectAllChildren(pre)
    say("The text is selected: copy it with Ctrl+C")
  }
}

form.addEventListener("change", ({ target }) => {
  const part = target.closest("[data-facet]")
  // "None of these" and "I do not know yet" exclude the other boxes of a question, and each other.
  if (part && target.type === "checkbox" && target.checked) {
    const isApart = "unsure" in target.dataset || "none" in target.dataset
    for (const box of all("input[type=checkbox]", part)) {
      if (box !== target && (isApart || "unsure" in box.dataset || "none" in box.dataset)) box.checked = false
    }
    if ("unsure" in target.dataset && one("input[type=date]", part)) one("input[type=date]", part).value = ""
  }
  if (target.type === "date" && target.value && one("[data-unsure]", part)) one("[data-unsure]", part).checked = false
  isSaved = false
  one(".saved").hidden = true
  show()
})
for (const key of ["name", "email"]) person[key].addEventListener("input", () => { isSaved = false; if (person[key].hasAttribute("aria-invalid")) firstWrong(); show() })
form.addEventListener("submit", (event) => event.preventDefault())
one(".main-button").addEventListener("click", save)
one(".copy-block").addEventListener("click", copy)
one("#saved-file").addEventListener("change", ({ target }) => { if (target.files[0]) goOn(target.files[0], (words) => { one(".go-on [role=status]").textContent = words }) })
addEventListener("beforeunload", (event) => { if (!isSaved) event.preventDefault() })
one(".save").hidden = false
show()
