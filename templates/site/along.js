// What a reader takes along from the plan: their dates for a calendar and their lists as a table, both by their own answers
// and day, and a mail to the office. Everything is made in the browser and sent nowhere. The words that the plan's data does
// not have come with use. site.js comes before this file, and so does what keeps the reader's answers.

async function takenAlong() {
  if (!window.guidegenAlong) await load("along.js")
  if (!window.guidegenTaken) await load(`${page.dataset.root}taken.js`)
  const sections = guidegen.selectSections(plan, reader.answers)
  const taken = { ...window.guidegenTaken, tasks: await taskWords(sections) }
  const lines = guidegen.stepLines(reader, guidegen.saidVerdicts(reader))
  const { name, day, columns, kinds } = window.guidegenAlong
  return { name, day, columns, kinds, events: guidegen.eventsOf(reader, sections, lines, taken), rows: guidegen.rowsOf(reader, sections, taken) }
}

// The words of every task: those that came with the reader's answers are in the text of their chapter.
async function taskWords(sections) {
  const words = Object.fromEntries(window.guidegenAlong.rows.map(({ id, bare }) => [id, bare]))
  const others = [...guidegen.tasksIn(sections).values()].filter(({ id }) => !(id in words))
  await loadTexts([...new Set(others.map(({ chapter }) => chapter))])
  for (const task of others) {
    const said = taskText(task)
    if (!said) throw new Error(task.id)
    words[task.id] = said
  }
  return words
}

// RFC 5545: lines end in CRLF and are folded before 75 octets; text escapes its commas, semicolons and ends of lines.
function folded(line) {
  const encoder = new TextEncoder()
  let out = ""
  let size = 0
  for (const sign of line) {
    const width = encoder.encode(sign).length
    if (size + width > 74) { out += "\r\n "; size = 1 }
    out += sign
    size += width
  }
  return out
}

const icsText = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n")
const icsDay = (day) => guidegen.writeDay(day).replaceAll("-", "")

// The entries have the names that guidegen gives them, so that a program that has them already takes these for newer. A
// clock that is wrong must not make them older than the guide.
function calendar({ name, day, events }) {
  const now = new Date(Math.max(Date.now(), Date.parse(day)))
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`
  const sequence = Math.max(0, Math.floor((now - Date.UTC(2020, 0, 1)) / 86400000))
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guidegen//guidegen//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `X-WR-CALNAME:${icsText(name)}`]
  for (const event of events) {
    const { summary } = event
    lines.push("BEGIN:VEVENT", `SUMMARY:${icsText(summary)}`, `DTSTART;VALUE=DATE:${icsDay(event.start)}`, `DTEND;VALUE=DATE:${icsDay(event.end + 1)}`)
    lines.push(`DTSTAMP:${stamp}`, `UID:${event.key}.${here_}@guidegen`, `SEQUENCE:${sequence}`, `CATEGORIES:${icsText(event.category)}`)
    if (event.lines.length) lines.push(`DESCRIPTION:${icsText(event.lines.join("\n"))}`)
    lines.push(`STATUS:${event.isSure ? "CONFIRMED" : "TENTATIVE"}`, "TRANSP:TRANSPARENT")
    if (event.url) lines.push(`URL:${event.url}`)
    // At nine in the morning, so many days before.
    if (event.alarm !== null) lines.push("BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${icsText(summary)}`, `TRIGGER:${event.alarm ? `-PT${event.alarm * 24 - 9}H` : "PT9H"}`, "END:VALARM")
    lines.push("END:VEVENT")
  }
  return `${[...lines, "END:VCALENDAR"].map(folded).join("\r\n")}\r\n`
}

// A cell that a spreadsheet would take for a formula begins with an apostrophe.
const csvCell = (words) => {
  const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function table({ columns, kinds, rows }, done) {
  const day = (value) => (value === null ? "" : guidegen.writeDay(value))
  const lines = rows.map(({ title, isPaper, begin, due, task, where }) => [title, kinds[isPaper ? 1 : 0], day(begin), day(due), done.has(task) ? "x" : "", where])
  return `\ufeff${[columns, ...lines].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`
}

const ticked = () => new Set(Object.keys(recallTicks()))

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = Object.assign(document.createElement("a"), { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), 60000)
}

const MAKERS = {
  calendar: (taken) => save("my-dates.ics", "text/calendar", calendar(taken)),
  table: (taken) => save("my-list.csv", "text/csv", table(taken, ticked())),
}

// What was answered, in the words of the questions on the page; not what is no longer asked.
function answeredWords() {
  return all(".questions [data-facet]").filter((field) => !field.closest("[hidden]")).flatMap((field) => {
    const name = (one("legend", field) || one(`label[for="${field.id}"]`))?.textContent
    const boxes = all("input:checked", field).map((box) => box.parentElement.textContent.trim())
    const value = field.localName === "select" ? field.value && field.selectedOptions[0].textContent : field.localName === "input" ? field.value : boxes.join(", ")
    return name && value ? [`${name.trim()} ${value}`] : []
  })
}

// The reader's tasks as they are ticked, but for what an answer says is done; null where the plan is not worked out.
function tasksToDo() {
  if (typeof reader === "undefined" || !reader) return null
  const isDone = ({ step, done }) => done || (step && reader.journey?.steps[step].state === "done" && !(step in reader.ticks))
  return [...guidegen.tasksIn(guidegen.selectSections(plan, reader.answers)).values()].filter((task) => !isDone(task)).map(({ step, id }) => step ?? id)
}

// The letters of an address that a phone still reads from a code on a screen.
const MOST_IN_A_CODE = 600

// The address of this guide for another device, from the disk that of the site, if it has one; carry.js puts the
// reader's answers and check marks into it, as long as a code can hold them.
function addressElsewhere() {
  const home = location.protocol.startsWith("http") ? location.href.split(/[?#]/)[0] : one("link[rel=canonical]")?.href
  if (!home || typeof linkTo !== "function" || !plan) return home
  const isTheirs = mine().count || Object.keys(recallTicks()).length
  const link = linkTo(home)
  return isTheirs && link.length <= MOST_IN_A_CODE ? link : home
}

// A QR code of it, drawn here: the address is told to nobody.
function offerPhone() {
  const button = one("[data-phone]")
  const sheet = one("dialog.phone")
  if (!button || !addressElsewhere() || !sheet.showModal) return
  button.parentElement.hidden = false
  button.addEventListener("click", async () => {
    const address = addressElsewhere()
    try {
      if (!window.guidegenQr) await load(button.dataset.library)
      const code = window.guidegenQr(address)
      code.setAttribute("role", "img")
      code.setAttribute("aria-label", sheet.dataset.code)
      one(".code", sheet).replaceChildren(code)
    } catch { one(".code", sheet).replaceChildren() }
    Object.assign(one("a", sheet), { href: address, textContent: address })
    sheet.showModal()
  })
}

function offerAlong() {
  for (const button of all("[data-take]")) {
    const said = one(".taken")
    button.addEventListener("click", async () => {
      try {
        MAKERS[button.dataset.take](await takenAlong())
        said.textContent = button.dataset.done
      } catch { said.textContent = button.dataset.failed }
    })
  }
  const mail = one("a[data-mail]")
  mail?.addEventListener("click", () => {
    const { subject, body, done } = mail.dataset
    const known = [...ticked()].filter((name) => !/^(document|list)--/.test(name))
    const tasks = tasksToDo()
    const count = tasks ? tasks.filter((name) => known.includes(name)).length : Math.min(known.length, mail.dataset.tasks)
    const progress = done.replace("{done}", count).replace("{all}", tasks?.length ?? mail.dataset.tasks)
    const words = body.replace("{answers}", [...answeredWords(), progress].join("\n")).replace("{address}", location.protocol === "file:" ? "" : location.href.split("#")[0])
    // Programs cut what is longer than about two thousand signs.
    mail.href = `${mail.href.split("?")[0]}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(words.slice(0, 1500)).replaceAll("%0A", "%0D%0A")}`
  })
}

// Files of the build know nothing of answers.
addEventListener("fitted", () => { const note = one(".published"); if (note) note.hidden = !mine().count })

offerAlong()
offerPhone()
