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
  const link = made("a", { href: address, download: name })
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

// The address of this guide for another device; from the disk that of the site, if it has one.
const addressElsewhere = () => (location.protocol.startsWith("http") ? location.href.split(/[?#]/)[0] : one("link[rel=canonical]")?.href)

// Addresses of this guide, from the one that carries all that is the reader's to the one that carries nothing; each with
// what it lacks.
function addressesElsewhere() {
  const home = addressElsewhere()
  if (!home || typeof linkTo !== "function" || !plan) return [{ address: home, lacks: [] }]
  const { answers, ticks } = carried()
  const answered = mine().count ? ["answers"] : []
  const lacks = Object.keys(ticks).length ? [...answered, "check marks"] : answered
  const found = lacks.length ? [{ address: linkTo(home), lacks: [] }] : []
  if (lacks.length > 1) found.push({ address: linkTo(home, { answers, ticks: {} }), lacks: ["check marks"] })
  return [...found, { address: home, lacks }]
}

// How fine a code may be that a phone reads from a screen: squares in a row, with the margins, and pixels of one.
const MOST_SQUARES = 125
const LEAST_SQUARE = 3
const WIDEST_CODE = 480

// The code of the first address that fits the room there is.
function codeFor(addresses, room) {
  for (const { address, lacks } of addresses) {
    let code = null
    try { code = window.guidegenQr(address) } catch { continue } // longer than any code holds
    const squares = code.viewBox.baseVal.width
    if (squares > MOST_SQUARES || squares * LEAST_SQUARE > room) continue
    const side = squares * Math.max(LEAST_SQUARE, Math.floor(Math.min(room, WIDEST_CODE, innerHeight * .6) / squares))
    code.setAttribute("width", side)
    code.setAttribute("height", side)
    return { code, address, lacks }
  }
  return null
}

// A QR code of it, drawn here: the address is told to nobody.
function offerPhone() {
  const button = one("[data-phone]")
  const sheet = one("dialog.phone")
  if (!button || !addressElsewhere() || !sheet.showModal) return
  button.parentElement.hidden = false
  button.addEventListener("click", async () => {
    const addresses = addressesElsewhere()
    try { if (!window.guidegenQr) await load(button.dataset.library) } catch { /* the address is there */ }
    sheet.showModal()
    const drawn = window.guidegenQr ? codeFor(addresses, sheet.clientWidth) : null
    drawn?.code.setAttribute("role", "img")
    drawn?.code.setAttribute("aria-label", sheet.dataset.code)
    one(".code", sheet).replaceChildren(...(drawn ? [drawn.code] : []))
    const { address, lacks } = drawn ?? addresses[0]
    Object.assign(one("a", sheet), { href: address, textContent: address.split("#")[0] })
    say(one(".lacks", sheet), lacks.length ? `Your ${lacks.join(" and ")} are not in the code: they are too many for one. “Copy a link to my answers” takes all of them along.` : "")
  })
}

// What every mail program takes of a link, as it is written.
const MOST_IN_A_MAIL = 2000

// A mail with as much as fits of what the office can read at once; what does not is behind its link, else in a file that
// the reader attaches. Nothing is cut.
function mailTo(to, { subject, body }, progress) {
  const written = (answers, address) => {
    const words = body.replace("{answers}", () => [answers, progress].filter(Boolean).join("\n")).replace("{address}", () => address ?? "")
    return `${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(words).replaceAll("%0A", "%0D%0A")}`
  }
  const answers = answeredWords().join("\n")
  const addresses = addressesElsewhere()
  const inWords = addresses.map(({ address }) => written(answers, address))
  const carrying = addresses.filter(({ lacks }) => !lacks.includes("answers"))
  const inLink = carrying.map(({ address, lacks }) => written(`My answers${lacks.length ? ", without my check marks," : ""} are in the link below.`, address))
  const href = [...inWords, ...inLink].find((one_) => one_.length <= MOST_IN_A_MAIL)
  return { href: href ?? written("My answers are too many for a mail. I attach them as the file my.answers.json.", addresses.at(-1).address), isWhole: Boolean(href) }
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
    const known = [...ticked()].filter((name) => !/^(document|list)--/.test(name))
    const tasks = tasksToDo()
    const count = tasks ? tasks.filter((name) => known.includes(name)).length : Math.min(known.length, mail.dataset.tasks)
    const progress = mail.dataset.done.replace("{done}", count).replace("{all}", tasks?.length ?? mail.dataset.tasks)
    const { href, isWhole } = mailTo(mail.href.split("?")[0], mail.dataset, progress)
    mail.href = href
    if (!isWhole) one(".taken").textContent = "Your answers are too many for a mail. Save them as a file, and attach it."
  })
}

// Files of the build know nothing of answers.
addEventListener("fitted", () => { const note = one(".published"); if (note) note.hidden = typeof reader === "undefined" || !reader || !mine().count })

offerAlong()
offerPhone()
