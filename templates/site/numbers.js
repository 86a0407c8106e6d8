// Numbers: chapters and sources are numbered as the reader's guide has them, sources in the order of their first mention.
// A chapter without a section left is left out of every list. mine.js comes first.

function* showNumbers(sections) {
  const sources = guidegen.sourcesOf(plan, sections, reader.answers)
  if (sources.join() !== [...numbers_.keys()].join()) numbers_ = new Map(sources.map((fact, place) => [fact, place + 1]))
  const numbers = numbers_ // the same as long as sources are
  if (cited_ !== numbers) yield showCited(cited_ = numbers)
  for (const section of sections) showRecheck(section, numbers)
  yield showNotes()
  listSources(numbers)
  listTerms(guidegen.termsOf(sections))
  yield showChapters(guidegen.chaptersOf(plan, sections))
}

let numbers_ = new Map()
let cited_ = null // what the page is numbered by
addEventListener("added", () => { cited_ = null })

// As it is written: an address that is read as one takes its time, and a page has hundreds.
const anchorOf = (link) => link.getAttribute("href").split("#")[1]
const write = (words, text) => { if (words.data !== text) words.data = text }

function showCited(numbers) {
  for (const link of all('main a.cite[href*="#source-"]')) {
    const number = numbers.get(anchorOf(link).slice("source-".length))
    const words = number && one("sup", link)?.lastChild
    if (words) write(words, String(number))
  }
}

const rechecked = new WeakMap()

// What is said once at a section's head of all its sources that are to be looked at again.
function showRecheck(section, numbers) {
  const part = partOf(section)
  if (!part || isSame(rechecked.get(part), [section, numbers])) return
  rechecked.set(part, [section, numbers])
  const told = guidegen.recheckOf(plan, section)
  const facts = (told?.facts ?? []).sort((fact, other) => numbers.get(fact) - numbers.get(other))
  const line = one(":scope > .recheck", part)
  if (!told) { line?.remove(); return }
  const home = one("main.whole") ? "" : "sources.html"
  const links = facts.flatMap((fact, place) => {
    const link = made("a", { href: `${home}#source-${fact}`, ariaLabel: `source ${numbers.get(fact)}` }, String(numbers.get(fact)))
    return [place === 0 ? "" : place === facts.length - 1 ? " and " : ", ", link]
  })
  const words = made("p", { className: "recheck" }, `Checked ${guidegen.sayDay(plan, told.checked)}. Look at ${facts.length > 1 ? "sources" : "source"} `, ...links, " before you act.")
  if (!line) one("h2, h3", part).after(words)
  else if (line.textContent !== words.textContent) line.replaceWith(words)
}

// The letters of notes go on without those left out.
function showNotes() {
  for (const list of all("[data-chapter] .notes-list")) {
    const calls = new Map(all(":scope > li", list).map((note) => [note.id, []]))
    for (const call of all("a.cite.note", list.parentElement)) calls.get(anchorOf(call))?.push(call)
    const shown = all(":scope > li", list).filter(({ id }) => calls.get(id).some((call) => !call.closest("[data-out]")))
    shown.forEach((note, place) => {
      if (note.value !== place + 1) note.value = place + 1
      for (const call of calls.get(note.id)) write(one("sup", call).lastChild, String.fromCharCode(97 + place))
    })
  }
}

// The page of sources and the page of all chapters list those that are cited.
async function listSources(numbers) {
  const list = one("ol.sources")
  if (!list) return
  const items = new Map(all(":scope > li[id]", list).map((item) => [item.id.replace("source-", ""), item]))
  if ([...numbers.keys()].some((fact) => !items.has(fact))) await loadTexts(["_notes"])
  const mine_ = [...numbers.keys()].map((fact) => items.get(fact) ?? sourceItem(fact)).filter(Boolean)
  const shown = new Set(mine_)
  for (const item of items.values()) if (!shown.has(item)) hide(item, true)
  mine_.forEach((item) => {
    const number = numbers.get(item.id.replace("source-", ""))
    hide(item, false)
    if (item.value !== number) item.value = number
  })
  keepOrder(list, mine_)
}

function sourceItem(fact) {
  const note = window.guidegenText?._notes?.[`source-${fact}`]
  if (!note) return null
  const item = made("li", { id: `source-${fact}` })
  item.innerHTML = note
  all(":scope > :is(.word, .all)", item).forEach((line) => line.remove())
  return item
}

async function listTerms(terms) {
  const list = one("dl.terms")
  if (!list) return
  if ([...terms].some((term) => !document.getElementById(`term-${term}`))) await loadTexts(["_notes"])
  for (const term of terms) if (!document.getElementById(`term-${term}`)) list.append(termItem(term))
  const items = all(":scope > div", list).sort((item, other) => termKey(item).localeCompare(termKey(other), "en"))
  for (const item of items) hide(item, !terms.has(item.id.replace("term-", "")))
  keepOrder(list, items)
}

const termKey = (item) => one("dt", item).firstChild.textContent.trim().toLowerCase()

function termItem(term) {
  const item = made("div", { id: `term-${term}` })
  const note = made("div")
  note.innerHTML = window.guidegenText?._notes?.[`term-${term}`] ?? "<p></p><p></p>"
  const [name, words] = all(":scope > p", note)
  for (const more of all("span", name)) more.className = ""
  item.append(made("dt", {}, ...name.childNodes), made("dd", {}, ...words.childNodes))
  return item
}

// Lists of chapters, the head of a chapter, and the way to the next.
function showChapters(chapters) {
  const byName = new Map(chapters.map((chapter) => [`${chapter.id}.html`, chapter]))
  for (const item of all("section.chapters li, .side li, main.whole .contents li")) {
    const link = one("a", item)
    const chapter = byName.get(nameIn(link))
    hide(item, !chapter)
    const number = one(".number", item)
    if (number && chapter) say(number, String(chapter.number))
    const minutes = one(".minutes", item)
    if (minutes && chapter) say(minutes, `${chapter.minutes} min`)
  }
  const all_ = one("section.chapters .heading .muted")
  if (all_) say(all_, `${guidegen.minutesOf(chapters.reduce((sum, { words }) => sum + words, 0))} minutes in all`)
  for (const place of all("[data-chapter]")) {
    const chapter = byName.get(`${place.dataset.chapter}.html`)
    if (place.localName === "article") { hide(place, !chapter); if (chapter) say(one("h2 .number", place), String(chapter.number)) }
    else headChapter(chapter, chapters)
  }
}

// A link to a page, or within the page of all chapters.
function nameIn(link) {
  const address = link.getAttribute("href")
  return address.startsWith("#chapter-") ? `${address.slice("#chapter-".length)}.html` : address
}

function headChapter(chapter, chapters) {
  if (!chapter) return
  say(one(".title .eyebrow"), `Chapter ${chapter.number} · ${chapter.minutes} min`)
  const fold = one(".side summary")
  if (fold) say(fold, `Chapter ${chapter.number} of ${chapters.length}`)
  document.title = document.title.replace(/^\d+/, String(chapter.number))
  const listed = new Map(all(".side li a").map((link) => [nameIn(link), link]))
  const pages = chapters.filter(({ id }) => listed.has(`${id}.html`))
  const at = pages.indexOf(chapter)
  const [previous, next] = [pages[at - 1], pages[at + 1]].map((other) => other && listed.get(`${other.id}.html`))
  turn(one(".turn a[rel=prev]"), previous)
  turn(one(".turn a[rel=next]:not([data-end])"), next)
  hide(one(".turn [data-end]"), Boolean(next))
}

// A way to another chapter, as the list of chapters names it; none where there is no other.
function turn(link, listed) {
  if (!link) return
  hide(link, !listed)
  if (!listed) return
  link.href = listed.getAttribute("href")
  const title = (one(".name", listed) ?? listed).cloneNode(true)
  one(".number", title)?.remove()
  link.lastChild.textContent = ` ${title.textContent.trim()}`
}
