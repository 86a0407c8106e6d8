// Found: what the search of a guide looks through, as the reader has it by their answers and the day: sections, tasks,
// steps, costs, dates, documents, terms and rows of lists. What the guide's own search has not comes from the whole text of
// chapters, from the rules and from the scripts of lists. It comes with the first search: find.js asks for it.

const spoken_ = (element) => element.textContent.replace(/\s+/g, " ").trim()
const ended = (...parts) => parts.filter(Boolean).map((words) => `${words.replace(/\.$/, "")}.`).join(" ")

// Entries are [address, title, place, text].
async function readersTexts(texts) {
  if ("fits" in page.dataset) await new Promise((go) => addEventListener("fitted", go, { once: true }))
  if (typeof reader === "undefined" || !plan || !reader) return texts
  const sections = guidegen.selectSections(plan, reader.answers)
  const there = new Map([...window.guidegenMore ?? [], ...texts].map((entry) => [entry[0], entry]))
  const kinds = { checklist: foundTasks, path: foundSteps, budget: foundCosts, timeline: foundDates, documents: foundDocuments, sources: foundTerms }
  const lines = await Promise.all(Object.values(kinds).map((find) => find(there, sections)))
  const [own, rows] = [await foundSections(texts, sections), await foundRows(texts)]
  return [...own, ...lines.flat(), ...rows]
}

async function foundSections(texts, sections) {
  const address = ({ chapter, id }) => `${chapter}.html#${id}`
  const modules = new Set(plan.entries.flatMap(({ chapter, order }) => order.map((id) => `${chapter}.html#${id}`)))
  const there = new Map(texts.filter(([where]) => modules.has(where)).map((entry) => [entry[0], entry]))
  const missing = mine().count ? sections : sections.filter((section) => !there.has(address(section)))
  await loadTexts([...new Set(missing.map(({ chapter }) => chapter))])
  return sections.map((section) => (missing.includes(section) && sectionText(section)) || there.get(address(section))).filter(Boolean)
}

function sectionText(section) {
  const part = wholeSection(section)
  if (!part) return null
  const arms = guidegen.armsIn(section)
  for (const arm of all("[data-arm]", part)) if (!arm.dataset.arm.split(" ").every((place) => arms.has(place))) arm.remove()
  fitValues(part)
  for (const rest of all(".about-section, .quiet, .lead", part)) rest.remove()
  const title = one("h2", part)
  title.remove()
  return [`${section.chapter}.html#${section.id}`, title.textContent, chapterTexts()[section.chapter].title, spoken_(part)]
}

async function foundTasks(there, sections) {
  const tasks = guidegen.tasksIn(sections)
  const listed = guidegen.taskGroups(reader, sections).flatMap((group) => group.tasks.map((id) => tasks.get(id)))
  const address = ({ id }) => `checklist.html#task-${id}`
  await loadTexts([...new Set(listed.filter((task) => !there.has(address(task))).map(({ chapter }) => chapter))])
  return listed.flatMap((task) => {
    const title = there.get(address(task))?.[1] ?? taskText(task)
    return title ? [[address(task), title, "Checklist", ended(guidegen.dueWords(reader, task))]] : []
  })
}

function foundSteps() {
  const lines = new Map(guidegen.stepLines(reader, guidegen.saidVerdicts(reader)).map((line) => [line.id, line]))
  return Object.values(reader.journey?.steps ?? {}).filter(({ state }) => state !== "skipped").map(({ id, step: { label, called } }) => {
    const line = lines.get(id)
    return [`path.html#step-${id}`, label, "Path", ended(line ? guidegen.sayDay(plan, line.day) : "done", `called “${capital(called ?? label)}”`)]
  })
}

const kept_ = (there, lines, address) => lines.map((line) => there.get(address(line))).filter(Boolean)

function foundCosts(there) {
  return kept_(there, guidegen.budgetOf(reader).lines, ({ id }) => `budget.html#${id}`).map(([where, title, place, text]) => [where, title, place || "Budget", text])
}

// A day is the first of what is said of a date.
function foundDates(there) {
  const lines = new Map(guidegen.dateLines(reader).map((line) => [`timeline.html#${line.id}`, line]))
  return kept_(there, [...lines.keys()], (where) => where).map(([where, title, place, text]) => {
    const { start } = lines.get(where)
    return [where, title, place, ended(start === null ? "" : guidegen.sayDay(plan, start), text.replace(/^\S+\s\d+,\s\d{4}\.\s?/, ""))]
  })
}

function foundDocuments(there) {
  return kept_(there, guidegen.documentLines(reader), ({ id }) => `documents.html#${id}`)
}

async function foundTerms(there, sections) {
  const terms = [...guidegen.termsOf(sections)]
  if (terms.some((term) => !there.has(`sources.html#term-${term}`))) await loadTexts(["_notes"])
  return terms.map((term) => {
    const where = `sources.html#term-${term}`
    if (there.has(where)) return there.get(where)
    const item = termItem(term)
    return [where, spoken_(one("dt", item)), "Terms", spoken_(one("dd", item))]
  })
}

const FIT_WORDS = { fits: "fits", ask: "may fit" }

// Rows that are not for the reader are not found; of the others it is said how they fit.
async function foundRows(texts) {
  const rows = texts.filter(([where]) => where.startsWith("list-"))
  if (!mine().count) return rows
  const lists = [...new Set(rows.map(([where]) => /^list-(.+)\.html#/.exec(where)[1]))]
  const found = await Promise.all(lists.map(async (name) => {
    const [rules, there] = [await loadList(name), new Map(rows.map((entry) => [entry[0], entry]))]
    if (!rules) return rows.filter(([where]) => where.startsWith(`list-${name}.html#`))
    const names = new Map(rules.rows.map((row) => [row.id, row.name]))
    return guidegen.choicesOf(reader, rules).filter(({ fit }) => fit !== "no").map(({ id, fit, asks }) => {
      const where = `list-${name}.html#${id}`
      return [where, there.get(where)?.[1] ?? names.get(id), "Lists", ended(FIT_WORDS[fit], rowFacts(rules, id), asks.join("; "))]
    })
  }))
  return found.flat()
}

// What a row says, from its cells as they are printed.
function rowFacts(rules, id) {
  const row = printedRow(rules, id).cloneNode(true)
  for (const rest of all("[data-said], .checked, .pick, .fit, [data-rest]", row)) rest.remove()
  const cells = [...all("td[data-label]", row).map((cell) => [cell.dataset.label, cell]), ...all("dl > div", row).map((line) => [spoken_(one("dt", line)).replace(/:$/, ""), one("dd", line)])]
  return cells.map(([label, cell]) => `${label}: ${spoken_(cell)}`).join("; ")
}
