// To go on elsewhere: answers and check marks as a file that every command of guidegen reads, or in a link. What stands
// after the "#" of a link is never sent to a server. mine.js comes first, and along.js, which saves files.

const LINK = "mine"
const FORM = "1"

// Everything that was answered for this guide, and what is ticked; a reader's own lists are not among it.
function carried() {
  const ticks = Object.fromEntries(Object.entries(recallTicks()).filter(([name]) => !name.startsWith("list--")))
  return { answers: mine().given, ticks }
}

function answersFile(now = new Date()) {
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":")
  return `${JSON.stringify({ version: 1, answered: `${isoDay(now)} ${time}`, ...carried() }, null, 2)}\n`
}

// Short, so that it fits a message: "#mine=1&a.nights=3&a.likes=.sea.hills&t.tent=20782".
function linkTo(address) {
  const { answers, ticks } = carried()
  const pairs = new URLSearchParams([[LINK, FORM]])
  for (const [name, answer] of Object.entries(answers)) if (!(name in fixed)) pairs.set(`a.${name}`, Array.isArray(answer) ? `.${answer.join(".")}` : answer)
  for (const [name, day] of Object.entries(ticks)) pairs.set(`t.${name}`, guidegen.readDay(day))
  return `${address.split("#")[0]}#${pairs}`
}

// What a link carries becomes the reader's own; what this site does not ask, or cannot be, is left out and said.
function takeOver() {
  const pairs = new URLSearchParams(location.hash.slice(1))
  if (!pairs.has(LINK)) return
  const [answers, ticks, lost] = [recallAnswers(), recallTicks(), []]
  for (const [key, words] of pairs) {
    const name = key.slice(2)
    if (key.startsWith("t.") && /^[a-z0-9-]+$/.test(name) && /^\d{1,6}$/.test(words)) ticks[name] = guidegen.writeDay(Number(words))
    if (!key.startsWith("a.")) continue
    const type = plan.facets[name]?.type
    const answer = type === "integer" ? Number(words) : type === "choices" ? words.split(".").filter(Boolean) : words
    if (isAnswer(name, answer)) answers[name] = answer
    else lost.push(name)
  }
  if (pairs.get(LINK) === FORM) {
    remember(ANSWERS, JSON.stringify(answers))
    remember(TICKS, JSON.stringify(ticks))
  }
  history.replaceState(null, "", location.href.split("#")[0])
  const said = one(".carried")
  if (said) said.textContent = pairs.get(LINK) !== FORM ? "This link is of another version of the site; nothing was taken from it." : lost.length ? `Taken over from the link, but for what this site does not ask: ${lost.join(", ")}.` : "Taken over from the link."
  dispatchEvent(new Event("carried"))
}

function offerCarrying() {
  const said = one(".carried")
  one("[data-carry=file]")?.addEventListener("click", () => {
    save("my.answers.json", "application/json", answersFile())
    said.textContent = "Saved as my.answers.json. Your office can go on from it."
  })
  one("[data-carry=link]")?.addEventListener("click", async () => {
    const link = linkTo(location.href)
    try { await navigator.clipboard.writeText(link); said.textContent = "The link is copied. Whoever has it can read your answers." } catch { said.textContent = link }
  })
}

takeOver()
offerCarrying()
