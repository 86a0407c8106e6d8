// Who the reader is may change: answers from a link or a file, or another answer to what this guide is for, open the guide
// that is nearest. Answers and check marks go along behind the "#", also where a browser keeps nothing; carry.js takes them
// over there. mine.js comes first.

// Opens the guide nearest to these answers, if it is not this one. `by` says what brought them; what is unknown here is named there.
function moveFor(answers, by, unknown = {}) {
  const name = guidegen.nearestGuide(plan, answers, here_, today_)
  if (name === here_) return false
  const pairs = fragmentOf({ ...recallAnswers(), ...answers, ...unknown }, recallTicks(), { from: here_, by })
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

// Once the page is fitted, for what comes before that.
const fitted_ = new Promise((resolve) => addEventListener("fitted", resolve, { once: true }))

function press(words, name, act) {
  const button = made("button", { type: "button", className: "small" }, `${words} “${name}”`)
  // With its notice the button goes too, at once or once the page is fitted: who uses a keyboard goes on from where it was.
  const goOn = () => { if (!button.isConnected && document.activeElement === document.body) one("main").focus() }
  button.addEventListener("click", () => { act(); goOn(); addEventListener("fitted", goOn, { once: true }) })
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

// What is ticked or put on a list counts on this page and is lost with it: said where it was not answered too, which says so itself.
const tellKept = () => { if (refused.size) notice("kept", KEEPS_NOTHING) }
addEventListener("ticked", tellKept)
addEventListener("picked", tellKept)
