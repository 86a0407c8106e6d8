// Who the reader is may change: answers from a link or a file, or another answer to what this guide is for, open the guide
// that is nearest. Answers and check marks go along behind the "#", also where a browser keeps nothing. What no longer
// applies there is named and kept. mine.js comes first.

// Opens the guide nearest to these answers, if it is not this one. `by` says what brought them.
function moveFor(answers, by, ticks = recallTicks()) {
  const name = guidegen.nearestGuide(plan, answers, here_, today_)
  if (name === here_) return false
  const pairs = pairsOf({ ...recallAnswers(), ...answers }, ticks)
  pairs.set("from", here_)
  pairs.set("by", by)
  location.assign(`../${name}/index.html#${pairs}`)
  return true
}

// Lines at the head of the plan, each known by what it is about.
const notices = new Map()

function notice(about, ...parts) {
  if (parts.length) notices.set(about, made("p", {}, ...parts))
  else notices.delete(about)
  const place = one(".arrived")
  if (!place) return
  place.replaceChildren(...notices.values())
  place.hidden = !notices.size
}

const facetName = (name) => (Object.hasOwn(plan.facets, name) ? plan.facets[name].label : name)
const quoted = (names) => names.map((name) => `“${name}”`).join(", ")

const BROUGHT = { link: "Taken over from the link.", file: "Taken over from your file.", answer: "This is the guide for your answer." }
const NOTHING = { link: "Nothing was taken over from the link.", file: "Nothing was taken over from your file." }

const fitted_ = new Promise((resolve) => addEventListener("fitted", resolve, { once: true }))

// What came along, if anything did, and what of it does not apply here. `unknown` is what this site does not ask.
async function tellArrived(by, from, unknown, isAnything) {
  const came = (!isAnything && NOTHING[by]) || BROUGHT[by]
  notice("arrived", came)
  await fitted_
  const words = [from && by !== "answer" && isAnything ? `${came} This guide is the nearest to these answers.` : came]
  if (by === "answer") words.push("Your other answers and your check marks came along.")
  if (unknown.length) words.push(`This site does not ask, or does not know the answer: ${unknown.map(facetName).join(", ")}. That was left out.`)
  if (refused.size && !one(".given")) words.push(KEEPS_NOTHING)
  const { lost } = mine()
  if (lost.length) words.push(`No longer asked of you: ${quoted(lost.map((name) => plan.facets[name].label))}.`)
  const ticks = await ticksLeftOver(from)
  if (ticks.length) words.push(`No longer on your list: ${ticks.slice(0, 8).join(", ")}${ticks.length > 8 ? ` and ${ticks.length - 8} more` : ""}.`)
  if (lost.length || ticks.length) words.push("Nothing is deleted: it counts again where it applies.")
  notice("arrived", words.join(" "))
}

async function rowsIn(folder) {
  try { await load(`${folder}along.js`) } catch { return [] }
  const { rows } = window.guidegenAlong
  delete window.guidegenAlong
  return rows
}

// The ticks that belong to nothing of this guide, in the words of the guide they come from.
async function ticksLeftOver(from) {
  const ticks = Object.keys(recallTicks()).filter((name) => !name.startsWith("list--"))
  if (!ticks.length || !reader) return []
  const tasks = guidegen.tasksIn(guidegen.selectSections(plan, reader.answers))
  const rows = await rowsIn("")
  const isHere = (name) => reader.journey?.steps[name] ? reader.journey.steps[name].state !== "skipped" : tasks.has(name) || rows.some((row) => row.task === name)
  const over = ticks.filter((name) => !isHere(name))
  const words = over.length && from && Object.hasOwn(plan.guides, from) ? await rowsIn(`../${from}/`) : []
  const names = over.map((name) => plan.steps[name]?.label ?? words.find((row) => row.task === name)?.bare)
  const known = names.filter(Boolean)
  return known.length || !over.length ? known : [over.length === 1 ? "one check mark" : `${over.length} check marks`]
}

function press(words, name, act) {
  const button = made("button", { type: "button", className: "small" }, `${words} “${name}”`)
  button.addEventListener("click", act)
  return button
}

// Another answer to what the guide is for is given among its questions, any other answer can be left out.
function choiceOf(name, isFixed) {
  const { label } = plan.facets[name]
  const field = one(`[data-settled][data-facet="${name}"]`)
  if (isFixed) return field ? [press("Change", label, () => { field.closest("details").open = true; field.focus() })] : []
  return [press("Leave out", label, () => forget(ANSWERS, recallAnswers(), name))]
}

function forget(key, all_, name) {
  const { [name]: out, ...others } = all_
  remember(key, JSON.stringify(others))
  dispatchEvent(new Event("carried"))
}

// Answers that cannot be together are named, and the reader chooses which of them to drop.
function tellClash() {
  const { clash } = mine()
  if (!clash) { notice("clash"); return }
  const own = recallAnswers()
  const isFixed = (name) => name in fixed && !(name in own && String(own[name]) !== String(fixed[name]) && mine().given[name] === own[name])
  const said = clash.names.map((name) => `${plan.facets[name].label}: ${guidegen.answerLabel(plan, plan.facets[name], isFixed(name) ? fixed[name] : own[name])}`)
  const choices = clash.names.flatMap((name) => [...choiceOf(name, isFixed(name)), " "])
  notice("clash", made("strong", {}, "These answers cannot be together:"), ` ${said.join(" · ")}. ${capital(clash.because.replace(/\.$/, ""))}. `, ...choices)
}

addEventListener("answered", tellClash)
if (plan) tellClash()

// A step that is ticked counts as done; where an answer says that it is not, the page asks which of the two is wrong.
function tellDoubts() {
  const [{ given }, own] = [mine(), recallAnswers()]
  const doubts = Object.entries(reader ? plan.steps : {}).flatMap(([id, { done, label }]) => {
    if (!(id in reader.ticks) || !done || guidegen.truth(done, reader.answers) !== false) return []
    const names = [...new Set(guidegen.clausesOf(done).map(({ is }) => is))].filter((name) => name in given)
    if (!names.length) return []
    const said = names.map((name) => `“${plan.facets[name].label}: ${guidegen.answerLabel(plan, plan.facets[name], given[name])}”`)
    const choices = names.flatMap((name) => [" ", ...choiceOf(name, !(name in own))])
    return [` “${label}” is ticked and counts as done, but ${guidegen.joined(plan, said)} says that it is not. `,
      press("Take off the check mark of", label, () => forget(TICKS, recallTicks(), id)), ...choices]
  })
  notice("doubt", ...(doubts.length ? [made("strong", {}, "Correct the one of the two that is wrong:"), ...doubts] : []))
}

addEventListener("fitted", tellDoubts)

// What is ticked counts on this page and is lost with it: said where it was not answered too, which says so itself.
addEventListener("ticked", () => { if (refused.size) notice("kept", KEEPS_NOTHING) })
