// Texts: what the reader's answers bring and the page of the persona does not have comes from the whole text of its
// chapter (text/<chapter>.js at the site's root). The sections of a chapter follow each other as the engine has them,
// those under one lead together. mine.js comes first, and fit.js uses this.

const chapterTexts = () => (window.guidegenText ??= {})
const asked_ = new Map()

// Loads the texts of chapters; one that does not come leaves the page without it.
function loadTexts(chapters) {
  return Promise.all(chapters.map((name) => {
    if (!asked_.has(name)) asked_.set(name, load(`${page.dataset.root}text/${name}.js`).catch(() => {}))
    return asked_.get(name)
  }))
}

// Who gave answers may give another one that brings text to the chapter on this page: then it is there.
function loadAhead() {
  const place = one(".text[data-chapter]")
  if (place) loadTexts([place.dataset.chapter])
}

// What is missing of sections on this page: those it does not have, or not every part of.
function lacking(sections) {
  const here = new Set(all("[data-chapter]").map((place) => place.dataset.chapter))
  return sections.filter((section) => here.has(section.chapter)).filter((section) => {
    const part = partOf(section)
    if (!part) return true
    if (fittedAs.get(part) === section) return false
    const places = new Set(all("[data-arm]", part).flatMap((arm) => arm.dataset.arm.split(" ")))
    // Arms that share a lead are one element where their page had them so, else one each.
    return [...guidegen.armsIn(section).values()].some(({ arms }) => !places.has(arms.join("+")) && !arms.every((place) => places.has(place)))
  })
}

// The tasks that a list of all tasks does not have.
function lackingTasks(tasks) {
  if (!one(".all-tasks")) return []
  const isDone = ({ step, done }) => done || (step && reader.journey?.steps[step].state === "done")
  return [...tasks.values()].filter((task) => !isDone(task) && !document.getElementById(`task-${task.id}`))
}

const parts_ = new Map()
let fittedAs = new WeakMap() // parts, each with the section that is shown of it: the same one as long as nothing of it is decided again

// By the id of its heading: a page is not searched for each of all sections.
function partOf({ chapter, id }) {
  if (parts_.get(id)?.isConnected) return parts_.get(id)
  const part = document.getElementById(id)?.closest(`[data-chapter="${chapter}"] section[data-module="${id}"]`) ?? null
  parts_.set(id, part)
  return part
}

// Whether a list has the same in it, one by one.
const isSame = (list, other) => list?.length === other.length && other.every((one_, at) => one_ === list[at])

// The chapters whose texts are needed and not there yet.
function textsNeeded(sections, tasks) {
  const missing = [...lacking(sections), ...lackingTasks(tasks)].map(({ chapter }) => chapter)
  return [...new Set(missing)].filter((name) => !chapterTexts()[name])
}

function wholeSection({ chapter, id }) {
  const html = chapterTexts()[chapter]?.sections[id]
  if (!html) return null
  const template = made("template")
  template.innerHTML = html.replaceAll("this-guide", here_)
  return template.content.firstElementChild
}

// On the page of all chapters headings are one lower, and links stay on the page.
function lowered(part) {
  for (const heading of all("h2, h3, h4, h5", part)) {
    const lower = made(`h${Number(heading.localName[1]) + 1}`, { id: heading.id }, ...heading.childNodes)
    heading.replaceWith(lower)
  }
  for (const about of all(".about-section", part)) about.remove()
  for (const link of all('a[href*=".html"]', part)) {
    const [name, anchor] = link.getAttribute("href").split(".html")
    if (name === "sources" || one(`[data-chapter="${name}"]`)) link.setAttribute("href", anchor || `#chapter-${name}`)
  }
  return part
}

// A text that did not come is said at the head of the page.
function tellLacking(needed) {
  const line = one(".lacks-text")
  if (line) hide(line, needed.every((name) => chapterTexts()[name]))
}

// Puts every section of the reader on the page, whole, in the order of the guide.
function placeSections(sections) {
  const missing = lacking(sections)
  for (const section of missing) {
    const found = wholeSection(section)
    if (!found) continue
    const old = partOf(section)
    const part = one("main.whole") ? lowered(found) : found
    if (old) for (const why of all(".about-section .why[open]", old)) one(".about-section .why", part).open = why.open
    if (old) old.replaceWith(part)
    else one(`[data-chapter="${section.chapter}"]`).append(part)
    dispatchEvent(new CustomEvent("added", { detail: part }))
  }
  for (const place of all("[data-chapter]")) {
    const mine_ = sections.filter(({ chapter }) => chapter === place.dataset.chapter)
    if (!missing.length && isSame(arranged.get(place), mine_)) continue
    arranged.set(place, mine_)
    arrange(place, mine_)
  }
}

const arranged = new WeakMap()

function arrange(place, sections) {
  const order = inOrder(place, sections)
  const sign = JSON.stringify(order.map(([id, section]) => [id, section && section.lead, section && section.unsettled]))
  if (place.dataset.order === sign) return
  place.dataset.order = sign
  let key = ""
  // Stretches of sections that are under one lead, or of one that has none.
  const stretches = []
  for (const [, section, part] of order) {
    const last = key
    key = section?.lead ? JSON.stringify([section.lead, section.unsettled]) : ""
    if (key && key === last) stretches[stretches.length - 1].parts.push(part)
    else stretches.push({ isGroup: Boolean(key), parts: [part] })
  }
  const groups = all(":scope > div", place).filter((group) => one(":scope > section[data-module]", group))
  const nodes = stretches.map(({ isGroup, parts }) => {
    if (!isGroup) return parts[0]
    const group = parts[0].parentElement
    const mine_ = groups.includes(group) && all(":scope > section[data-module]", group)
    return mine_ && mine_.length === parts.length && mine_.every((part, at) => part === parts[at]) ? group : made("div", { className: "if group" }, ...parts)
  })
  keepOrder(place, nodes)
  for (const group of groups) if (!nodes.includes(group)) group.remove()
}

// The sections of a chapter and those left out, each at its place: id, what is shown of it, and its element.
function inOrder(place, sections) {
  const parts = new Map(all("section[data-module]", place).map((part) => [part.dataset.module, part]))
  return plan.entries.filter(({ chapter }) => chapter === place.dataset.chapter).flatMap(({ order }) => {
    const mine_ = sections.filter(({ id }) => order.includes(id))
    const ids = [...mine_.map(({ id }) => id), ...order.filter((id) => !mine_.some((section) => section.id === id))]
    return ids.filter((id) => parts.has(id)).map((id) => [id, mine_.find((section) => section.id === id) ?? null, parts.get(id)])
  })
}

// "On this page" names the sections that are there.
function listSections() {
  const list = one(".toc ul")
  const place = one("[data-chapter]")
  if (!list || !place) return
  const parts = all("section[data-module]", place)
  const names = all("a", list).map((link) => link.hash.slice(1))
  if (names.join() === parts.map((part) => part.dataset.module).join()) return
  list.replaceChildren(...parts.map((part) => {
    const link = made("a", { href: `#${part.dataset.module}` })
    link.innerHTML = one("h2", part).innerHTML
    return made("li", {}, link)
  }))
  dispatchEvent(new Event("listed"))
}

// Tasks that came with the reader's answers, for the list of all tasks.
function placeTasks(tasks) {
  for (const task of lackingTasks(tasks)) {
    const found = wholeSection({ chapter: task.chapter, id: task.section })
    const inside = found && one(`#task-${task.id}`, found)?.parentElement
    if (!inside) continue
    const from = made("a", { className: "from", href: `${task.chapter}.html#${task.section}` }, chapterTexts()[task.chapter].title)
    const item = made("li", { className: "task" }, ...inside.childNodes, " ", from)
    const list = one(".all-tasks ul") ?? made("ul", { className: "tasks" })
    if (!list.isConnected) one(".all-tasks").append(made("section", { className: "month" }, made("h2", {}, ""), list))
    list.append(item)
    dispatchEvent(new CustomEvent("added", { detail: item }))
  }
}

let linked_ = null
addEventListener("added", () => { linked_ = null })

// A link to one of several alternatives leads to the one that the reader has.
function leadLinks(sections) {
  if (isSame(linked_, sections)) return
  linked_ = sections
  const shown = new Map(sections.map((section) => [section.id, section]))
  const slots = new Map(plan.entries.filter(({ slot }) => slot).flatMap((entry) => entry.order.map((id) => [id, entry])))
  for (const link of all('main a[href*=".html#"], main.whole a[href^="#"]')) {
    const [name, anchor] = link.getAttribute("href").split("#")
    if (!anchor || shown.has(anchor)) continue
    const entry = slots.get(anchor)
    const mine_ = entry && entry.order.map((id) => shown.get(id)).find(Boolean)
    if (mine_) link.setAttribute("href", `${name}#${mine_.id}`)
  }
}

const lists_ = new Map()

// What ranks a list, and its rows as they are printed; null where its script does not come.
function loadList(name) {
  if (!lists_.has(name)) lists_.set(name, load(`${page.dataset.root}list/${name}.js`).then(() => window.guidegenList[name], () => null))
  return lists_.get(name)
}

const printed_ = new Map()

// A row of a list as it is printed: a reader sees few of them all, and each is read when it is first shown.
function printedRow({ html }, id) {
  const text = html[id]
  if (!printed_.has(text)) {
    const body = made("tbody")
    body.innerHTML = text
    printed_.set(text, body.firstElementChild)
  }
  return printed_.get(text)
}

// The words of a task, from the whole text of its chapter; none where that did not come.
function taskText({ id, chapter, section }) {
  const part = wholeSection({ chapter, id: section })
  const label = part && one(`label[for="task-${id}"]`, part)
  if (!label) return null
  fitValues(label)
  for (const rest of all(".lead, .due, .quiet, .cite", label)) rest.remove()
  return label.textContent.replace(/\s+/g, " ").trim().replace(/\.$/, "")
}

// Why a chapter and its sections are there, by the reader's own answers.
function tellWhy(sections) {
  const part = one(".text[data-chapter]")
  if (!part) return
  const chapter = guidegen.whyChapter(reader, part.dataset.chapter)
  const fold = one(".about-chapter .why")
  if (fold) { hide(fold, !chapter.words); say(one("p", fold), chapter.words) }
  for (const section of sections.filter((one_) => one_.chapter === part.dataset.chapter)) {
    const line = one(".about-section .why p", partOf(section) ?? made("p"))
    const words = `${guidegen.whySection(reader, section, chapter)} `
    if (!line || line.firstChild.data === words) continue
    if (line.firstChild.nodeType === Node.TEXT_NODE) line.firstChild.data = words
    else line.prepend(words)
  }
}
